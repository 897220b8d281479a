using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Recipes;
using Decant.Teachers;
using Decant.Teachers.Services;
using Microsoft.Extensions.AI;

namespace Decant.Pipeline;

/// <summary>
/// The vectors that a service answers about the texts of all parts of the data, which are their truth. Until it is asked they are of ones:
/// a plan of a run pays nothing.
/// </summary>
internal sealed class ServedVectors
{
    private readonly EmbeddingTeacherSettings _service;
    private readonly (Dataset Part, float[] Vectors)[] _parts;

    /// <summary>Asks no one yet.</summary>
    /// <param name="service">The service.</param>
    /// <param name="splits">The texts.</param>
    /// <exception cref="DecantException">The samples are no texts.</exception>
    public ServedVectors(EmbeddingTeacherSettings service, DataSplits splits)
    {
        _service = service;
        _parts = [.. new[] { splits.Train, splits.Validation, splits.Test }.Select(part => (part, Ones(part)))];
        var field = TeacherTruth.FieldOf(service.Dimensions);
        Splits = splits with { Train = Of(0, field), Validation = Of(1, field), Test = Of(2, field) };
    }

    /// <summary>The texts with their truth.</summary>
    public DataSplits Splits { get; }

    /// <summary>Asks for all of them; once is enough.</summary>
    /// <param name="asking">How it is asked.</param>
    /// <param name="cancellation">Stops; what was answered is kept.</param>
    /// <exception cref="DecantException">It cannot be asked, or answers otherwise than the recipe says.</exception>
    public void Ask(ServiceAsking asking, CancellationToken cancellation)
    {
        using var kept = asking.Kept(_service, "embeddings");
        var calls = asking.Calls(_service, "teacher.embeddings", kept);
        var width = _service.Dimensions;
        var answers = new EmbeddingAnswers(
            () => asking.Embeddings(_service),
            new EmbeddingGenerationOptions { ModelId = _service.Model, Dimensions = _service.IsShortened ? width : null },
            width,
            calls,
            kept,
            _service.Batch,
            _service.Parallel
        );
        var places = _parts.SelectMany(part => Enumerable.Range(0, part.Part.Count).Select(index => (part, index))).ToArray();
        answers
            .Ask([.. places.Select(place => TextOf(place.part.Part, place.index))], Put, asking.Progress(_service, calls), cancellation)
            .GetAwaiter()
            .GetResult();
        asking.Find(ServiceWords.Of(_service, kept, answers.Kept, answers.Asked, calls.Count));

        void Put(int place, ReadOnlySpan<float> vector)
        {
            var (part, index) = places[place];
            vector.CopyTo(part.Vectors.AsSpan(index * width, width));
        }
    }

    private ImitatedSamples Of(int part, Field field) =>
        new(_parts[part].Part, field, () => _parts[part].Vectors, $"{_service.Model} of {_service.Dimensions} numbers");

    private float[] Ones(Dataset part)
    {
        var vectors = new float[checked(part.Count * _service.Dimensions)];
        vectors.AsSpan().Fill(1);
        return vectors;
    }

    private static string TextOf(Dataset part, int index)
    {
        var text = (
            part.Texts
            ?? throw new DecantException(
                $"teacher.embeddings: expected texts, the samples of '{part.Name}' are none that a model could read. Take a source of texts."
            )
        )[index];
        return text.Second is { } second ? $"{text.Text}\n{second}" : text.Text;
    }
}

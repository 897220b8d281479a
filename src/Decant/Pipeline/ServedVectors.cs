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
    private const string Kind = "embeddings",
        Section = "teacher.embeddings";

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
        using var kept = asking.Kept(_service, Kind);
        var calls = asking.Calls(_service, Section, kept);
        var (width, answers, places) = (_service.Dimensions, Answers(asking, calls, kept), Places());
        answers.Ask(TextsOf(places), Put, asking.Progress(_service, calls), cancellation).GetAwaiter().GetResult();
        asking.Find(ServiceWords.Of(_service, kept, answers.Kept, answers.Asked, calls.Count));

        void Put(int place, ReadOnlySpan<float> vector)
        {
            var (part, index) = places[place];
            vector.CopyTo(_parts[part].Vectors.AsSpan(index * width, width));
        }
    }

    /// <summary>What will be asked, in a sentence; no one is asked for it.</summary>
    /// <param name="asking">Where answers are kept.</param>
    /// <exception cref="DecantException">The file of kept answers cannot be read.</exception>
    public string Plan(ServiceAsking asking)
    {
        using var kept = asking.Kept(_service, Kind);
        var answers = Answers(asking, asking.Calls(_service, Section, kept), kept);
        var missing = answers.Missing(TextsOf(Places()));
        return ServiceWords.OfPlan(_service, kept, answers.Kept, missing);
    }

    private EmbeddingAnswers Answers(ServiceAsking asking, ServiceCalls calls, KeptAnswers kept) =>
        new(
            () => asking.Embeddings(_service),
            new EmbeddingGenerationOptions { ModelId = _service.Model, Dimensions = _service.IsShortened ? _service.Dimensions : null },
            _service.Dimensions,
            calls,
            kept,
            _service.Batch,
            _service.Parallel
        );

    private (int Part, int Index)[] Places() =>
        [.. _parts.Index().SelectMany(part => Enumerable.Range(0, part.Item.Part.Count).Select(index => (part.Index, index)))];

    private string[] TextsOf((int Part, int Index)[] places) => [.. places.Select(place => TextOf(_parts[place.Part].Part, place.Index))];

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
                $"{Section}: expected texts, the samples of '{part.Name}' are none that a model could read. Take a source of texts."
            )
        )[index];
        return text.Second is { } second ? $"{text.Text}\n{second}" : text.Text;
    }
}

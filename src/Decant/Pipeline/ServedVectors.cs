using System.Globalization;
using Decant.Data;
using Decant.Engine;
using Decant.Recipes;
using Decant.Teachers;
using Decant.Teachers.Services;
using Microsoft.Extensions.AI;

namespace Decant.Pipeline;

/// <summary>The vectors that a service answers about texts. Until it is asked they are of ones: a plan of a run pays nothing.</summary>
internal sealed class ServedVectors
{
    private const string Kind = "embeddings",
        Section = "teacher.embeddings";

    private readonly EmbeddingTeacherSettings _service;
    private readonly (Dataset Part, float[] Vectors)[] _parts;

    /// <summary>Asks no one yet.</summary>
    /// <param name="service">The service.</param>
    /// <param name="parts">The texts.</param>
    public ServedVectors(EmbeddingTeacherSettings service, params IEnumerable<Dataset> parts)
    {
        _service = service;
        _parts = [.. parts.Select(part => (part, Ones(part)))];
        Fingerprint = KeptAnswers.KeyOf(
            Kind,
            service.Model,
            service.Dimensions.ToString(CultureInfo.InvariantCulture),
            service.IsShortened ? "shortened" : null
        );
    }

    /// <summary>SHA-256, in hexadecimal, of whose vectors they are.</summary>
    public string Fingerprint { get; }

    /// <summary>The texts, each with its vector as its truth.</summary>
    public static (DataSplits Splits, ServedVectors Vectors) AsTruth(EmbeddingTeacherSettings service, DataSplits splits)
    {
        var vectors = new ServedVectors(service, splits.Train, splits.Validation, splits.Test);
        var field = TeacherTruth.FieldOf(service.Dimensions);
        return (splits with { Train = Of(0), Validation = Of(1), Test = Of(2) }, vectors);

        ImitatedSamples Of(int part) => new(vectors._parts[part].Part, field, () => vectors.Of(part), vectors.Fingerprint);
    }

    /// <summary>The vectors of a part, [N, D].</summary>
    public float[] Of(int part) => _parts[part].Vectors;

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

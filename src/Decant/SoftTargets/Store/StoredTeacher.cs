using Decant.Data;
using Decant.Data.Batches;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.SoftTargets.Store;

/// <summary>A teacher that answered once: what it says comes with the samples, read ahead as they are.</summary>
internal sealed class StoredTeacher : ISoftTargetSource
{
    private readonly SoftTargetStore _store;
    private readonly AgreementCheck _check;
    private readonly Dataset _samples;
    private readonly string _answer;
    private readonly string[] _names;
    private readonly Tensor[] _values;

    /// <summary>Answers of a store that has all.</summary>
    /// <param name="store">The answers.</param>
    /// <param name="samples">What they are about.</param>
    /// <param name="agreement">How often they agree with labels.</param>
    /// <exception cref="DecantException">Answers are missing, or the store is about other samples.</exception>
    public StoredTeacher(SoftTargetStore store, Dataset samples, AnswerAgreement agreement)
    {
        (_store, _samples) = (store, samples);
        var manifest = store.Manifest;
        if (manifest.Answers < manifest.Wanted)
        {
            throw new DecantException(
                $"Store '{store.Folder}': expected {manifest.Wanted} answers, it has {manifest.Answers}. Go on with "
                    + $"decant store make, or put "
                    + "its parts together with decant store merge."
            );
        }

        Check(samples);
        _check = new AgreementCheck(manifest, agreement);
        Fields = [.. store.Layout.Values.Select(value => value.Field.Name)];
        (_answer, _names) = (Fields[0], [.. Fields.Skip(1)]);
        _values = new Tensor[_names.Length];
        Values = [.. manifest.Values.Skip(1).Select(value => new TeacherValue(value.Name, value.BatchShape))];
        Classes = manifest.Values[0].Classes;
    }

    /// <summary>How many views were answered, and the seed that decides them.</summary>
    public (int? Count, ulong? Seed) Shown => (_store.Manifest.Identity.Views, _store.Manifest.Identity.ViewSeed);

    /// <inheritdoc/>
    public string Fingerprint => _store.Manifest.Identity.TeacherSha256;

    /// <inheritdoc/>
    public int? Classes { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TeacherValue> Values { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Fields { get; }

    /// <inheritdoc/>
    public Dataset Answered(Dataset samples)
    {
        Check(samples);
        return new AnsweredSamples(samples, _store);
    }

    /// <inheritdoc/>
    public TeacherAnswer Answer(Batch batch)
    {
        _check.Add(batch);
        for (var value = 0; value < _names.Length; value++)
        {
            _values[value] = batch[_names[value]];
        }

        return new TeacherAnswer
        {
            Logits = batch[_answer],
            Count = batch.Count,
            Values = _values,
        };
    }

    private void Check(Dataset samples)
    {
        if (samples != _samples && samples.Fingerprint != _store.Manifest.Identity.DataSha256)
        {
            throw new DecantException(
                $"Store '{_store.Folder}': it answers about {_store.Manifest.Identity.Data} "
                    + $"({_store.Manifest.Identity.DataSha256[..12]}), received {samples.Name} "
                    + $"({samples.Fingerprint[..12]}). Make a store of "
                    + "these samples."
            );
        }
    }
}

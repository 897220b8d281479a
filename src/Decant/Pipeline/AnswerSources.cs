using Decant.Data;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Evaluation;
using Decant.Notices;
using Decant.Recipes;
using Decant.Reporting;
using Decant.Runs;
using Decant.SoftTargets;
using Decant.SoftTargets.Store;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>
/// Where the answers come from that a run's students learn from: a network, a store, a file, or a network that is asked once.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="values">Names of the values inside teachers that losses read.</param>
internal sealed class AnswerSources(RunContext context, IReadOnlyList<string> values) : IDisposable
{
    // Of the machine's memory, where no one limits it.
    private const int ShareOfMemory = 8;

    private readonly List<IDisposable> _open = [];
    private readonly List<SoftTargetStore> _stores = [];
    private readonly List<StoreWriter> _writers = [];

    private Recipe Recipe => context.Recipe;

    private long Memory => context.Settings.Memory is null ? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / ShareOfMemory : 0;

    /// <summary>A network that only answers.</summary>
    public FrozenNetwork Freeze(Graph network)
    {
        var frozen = new FrozenNetwork(
            network,
            Math.Max(Recipe.Training.Batch, Evaluator.BatchOf(network, context.Device, context.Data.Splits.Train.Schema)),
            context.Device.For("teacher, answers"),
            new FrozenOptions
            {
                Precision = Precisions.Of(Recipe.Teacher.Precision),
                Schema = context.Data.Splits.Train.Schema,
                Values = [.. values.Where(name => network.Find(name) is not null)],
            }
        );
        _open.Add(frozen);
        return frozen;
    }

    /// <summary>Ends with it.</summary>
    public T Own<T>(T source)
        where T : IDisposable
    {
        _open.Add(source);
        return source;
    }

    /// <summary>What the recipe names as teacher.</summary>
    /// <param name="network">Its network; null where it has none.</param>
    /// <param name="file">The network's file in the run's folder.</param>
    /// <param name="labelled">The samples with labels.</param>
    /// <param name="samples">What it is asked about: those first, then others.</param>
    /// <param name="cancellation">Stops trainings of teachers for parts of the samples.</param>
    /// <returns>Null where the recipe names none.</returns>
    /// <exception cref="DecantException">A store or a file is not about these samples, or of another teacher.</exception>
    public ISoftTargetSource? OfTeacher(
        FrozenNetwork? network,
        string file,
        DataSplits labelled,
        Dataset samples,
        CancellationToken cancellation
    )
    {
        if (Recipe.Teacher.Store is { } folder)
        {
            return Stored(NetworkFile.ResolveFolder(folder, context.Settings), file, samples);
        }

        if (Recipe.Teacher.AnswerFile is { } answers)
        {
            var array = Own(AnswerFile.Open(answers, Recipe, context.Settings, context.Data, samples));
            return Kept(array, array.AnswerShape, $"answers of {Path.GetFileName(answers)}", "teacher", samples);
        }

        if (Recipe.Teacher.Answers is { } own)
        {
            return Kept(own, StoreContract.AnswerShape(own, context.Data), own.GetType().Name, "teacher", samples);
        }

        if (Recipe.SoftTargets.Folds is { } folds)
        {
            var (folded, shape) = new FoldTeachers(context).Of(labelled, samples, Freeze, cancellation);
            return Kept(Own(folded), shape, $"{folds} teachers, each without a part of the samples", "teacher", samples);
        }

        return network is null ? null : OfNetwork(network, file, "teacher", samples);
    }

    /// <summary>A chat model, which is asked now.</summary>
    /// <param name="chat">The model.</param>
    /// <param name="labelled">The samples with labels.</param>
    /// <param name="all">What it is asked about: the training part.</param>
    /// <param name="cancellation">Stops; what was answered is kept.</param>
    /// <returns>The samples that it answered, with its labels where they have none, and its answers.</returns>
    /// <exception cref="DecantException">It cannot be asked, or nothing that it says can be read.</exception>
    public (DataSplits Samples, ISoftTargetSource Source) OfChat(
        ChatTeacherSettings chat,
        DataSplits labelled,
        DataSplits all,
        CancellationToken cancellation
    )
    {
        var (samples, source) = new ChatTeacher(chat, new ServiceAsking(context), context.Data.Goal).Ask(
            labelled.Train,
            all.Train,
            cancellation
        );
        return (all with { Train = samples }, Own(source));
    }

    /// <summary>A service that tells a vector about each text, for hints; it is asked now.</summary>
    /// <param name="service">The service.</param>
    /// <param name="samples">What it is asked about.</param>
    /// <param name="cancellation">Stops; what was answered is kept.</param>
    /// <exception cref="DecantException">It cannot be asked.</exception>
    public ISoftTargetSource OfEmbeddings(EmbeddingTeacherSettings service, Dataset samples, CancellationToken cancellation)
    {
        var vectors = new ServedVectors(service, samples);
        vectors.Ask(new ServiceAsking(context), cancellation);
        return Own(new VectorTeacher(vectors.Of(0), samples, context.Data.Head.Size, vectors.Fingerprint));
    }

    /// <summary>A network that the run trained itself.</summary>
    /// <param name="network">The network.</param>
    /// <param name="file">Its file in the run's folder.</param>
    /// <param name="name">The name of its store.</param>
    /// <param name="samples">What it is asked about.</param>
    public ISoftTargetSource OfNetwork(FrozenNetwork network, string file, string name, Dataset samples) =>
        Kept(new LiveTeacher(network, TeacherFingerprint.Of(context.Folder[file])), network.AnswerShape, file, name, samples);

    /// <summary>Says what stored answers cost and saved, and keeps it for the report.</summary>
    public void Finish()
    {
        foreach (var writer in _writers)
        {
            try
            {
                writer.Flush();
            }
            catch (DecantException problem)
            {
                context.Observer.Note(Notice.Warning($"The last answers could not be stored: {problem.Message}"));
            }
        }

        foreach (var store in _stores)
        {
            var facts = Facts(store);
            if (facts.Answers > 0)
            {
                context.Stores.Add(facts);
                context.Observer.Note($"Stored answers in {StoreText.Of(facts)}");
            }
        }

        _stores.Clear();
        _writers.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var one in Enumerable.Reverse(_open))
        {
            one.Dispose();
        }
    }

    private StoredTeacher Stored(string folder, string file, Dataset samples)
    {
        var store = SoftTargetStore.Open(folder, isChecked: true, Memory);
        _open.Add(store);
        var problems = StoreContract.Problems(store.Manifest, Recipe, context.Settings, context.Data, samples).ToList();
        if (Recipe.Teacher.Train is not null || Recipe.Teacher.Ensemble is not null)
        {
            var trained = TeacherFingerprint.Of(context.Folder[file]);
            if (trained != store.Manifest.Identity.TeacherSha256)
            {
                problems.Add($"the teacher: {store.Manifest.Identity.TeacherSha256[..12]} in the store, {trained[..12]} here");
            }
        }

        if (problems.Count > 0)
        {
            throw StoreContract.Refusal(folder, problems);
        }

        _stores.Add(store);
        return new StoredTeacher(store, samples, new AnswerAgreement(context.Data.Goal, store.Manifest.Values[0]));
    }

    private ISoftTargetSource Kept(ISoftTargetSource live, Shape answer, string words, string name, Dataset samples)
    {
        if (!Recipe.SoftTargets.IsKept)
        {
            return live;
        }

        if (StoreContract.Views(Recipe) is null)
        {
            context.Observer.Note(
                "soft-targets.store: auto is off, as every epoch shows other views of the samples (augment) and "
                    + "none comes again. Say how many "
                    + "views there are: soft-targets.views: 4."
            );
            return live;
        }

        if (Recipe.Assistants.Any(assistant => !(assistant.Augment ?? Recipe.Data.Augment).Done.SequenceEqual(Recipe.StudentAugment.Done)))
        {
            context.Observer.Note("soft-targets.store: auto is off, as assistants and student see other views (augment).");
            return live;
        }

        try
        {
            return Keep(live, answer, words, name, samples);
        }
        catch (DecantException problem) when (problem.InnerException is IOException or UnauthorizedAccessException)
        {
            context.Observer.Note(Notice.Warning($"soft-targets.store: auto is off: {problem.Message}"));
            return live;
        }
    }

    private ISoftTargetSource Keep(ISoftTargetSource live, Shape answer, string words, string name, Dataset samples)
    {
        var identity = StoreContract.Identity(Recipe, context.Settings, context.Data, samples, (words, live.Fingerprint));
        var manifest = StoreContract.Manifest(identity, Recipe.SoftTargets.Encoding, answer, live.Values, samples.Schema);
        var folder = context.Folder[Path.Combine("store", name)];
        var space = StoreSpace.Of(manifest, context.Folder.Path);
        if (!space.Fits)
        {
            context.Observer.Note(
                Notice.Warning(
                    $"soft-targets.store: auto is off: the answers take {Quantity.Bytes(space.Needed)}, and "
                        + $"{Quantity.Bytes(space.Free!.Value)} "
                        + "are free on this disk. Store fewer bytes (soft-targets.numbers: f16), or make room."
                )
            );
            return live;
        }

        context.Observer.Note(
            $"The teacher answers once: {Quantity.Count(manifest.Wanted)} answers, {Quantity.Bytes(space.Needed)}, "
                + $"are kept in the run's folder "
                + $"as {manifest.Encoding}."
        );
        var writer = new StoreWriter(folder, manifest, context.Data.Goal, context.Settings.Clock, Memory, note =>
            context.Observer.Note(Notice.Warning(note))
        );
        _open.Add(writer);
        _writers.Add(writer);
        _stores.Add(writer.Store);
        return new KeptTeacher(live, writer, samples, context.Settings.Clock, note => context.Observer.Note(Notice.Warning(note)));
    }

    private StoreFacts Facts(SoftTargetStore store)
    {
        var manifest = store.Manifest;
        var agreements = Enumerable.Range(0, manifest.Identity.Views).Select(manifest.Agreement).ToArray();
        var counted = agreements.Sum(view => view.Counted);
        return new StoreFacts
        {
            Folder =
                Path.GetRelativePath(context.Folder.Path, store.Folder) is var relative
                && relative.StartsWith("..", StringComparison.Ordinal)
                    ? store.Folder
                    : relative.Replace('\\', '/'),
            Encoding = $"{manifest.Encoding}",
            Answers = manifest.Answers,
            Views = manifest.Identity.Views,
            Seconds = manifest.Shards.Sum(shard => shard.Seconds),
            BytesPerAnswer = manifest.Answers == 0 ? 0 : (double)manifest.Bytes / manifest.Answers,
            Agreement = counted == 0 ? null : (double)agreements.Sum(view => view.Right) / counted,
        };
    }
}

using System.Globalization;
using Decant.ControlArms;
using Decant.Data;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Recipes;
using Decant.Runs;
using Decant.SoftTargets;
using Decant.SoftTargets.Store;
using Decant.Students;

namespace Decant.Pipeline;

/// <summary>
/// The way from the teacher to the student: assistants between them, a stage of hints, the main stage, further generations, a stage on
/// labels. Every step learns from the network of the step before.
/// </summary>
internal sealed class DistilledStudent : IDisposable
{
    private readonly RunContext _context;
    private readonly StudentStage _stage;
    private readonly DataSplits _labelled;
    private readonly DataSplits _all;
    private readonly PreparedData? _fineTune;
    private readonly AnswerSources _sources;
    private readonly int? _views;
    private readonly ulong? _viewSeed;
    private IReadOnlyList<DistillationLoss> _terms;
    private ISoftTargetSource? _source;
    private readonly Dictionary<string, (Graph Network, string File)> _alone = [];
    private bool _isBalanced;

    /// <summary>Prepares the samples.</summary>
    /// <param name="context">The run.</param>
    /// <param name="teacher">The teacher; null where there is none.</param>
    /// <param name="cancellation">Stops trainings of teachers for parts of the samples.</param>
    public DistilledStudent(RunContext context, Graph? teacher, CancellationToken cancellation)
    {
        _context = context;
        _stage = new StudentStage(context, teacher);
        _terms = TrainingJobs.Terms(context.Recipe.Losses);
        _sources = new AnswerSources(
            context,
            [
                .. _terms
                    .Concat(TrainingJobs.Terms(Recipe.HintStage?.Losses ?? []))
                    .Concat(TrainingJobs.Terms(Recipe.FineTune?.Losses ?? []))
                    .SelectMany(term => term.TeacherValues)
                    .Distinct(),
            ]
        );
        try
        {
            var network = teacher is null ? null : _sources.Freeze(teacher);
            _labelled = StudentSamples.Labelled(context);
            _all = StudentSamples.All(context, _labelled, network);
            if (Recipe.Teacher.Chat is { } chat)
            {
                (_all, _source) = _sources.OfChat(chat, _labelled, _all, cancellation);
            }
            else if (
                Recipe.Teacher.Embeddings is { } service
                && _terms.Concat(Recipe.HintStage?.Losses ?? []).Any(term => term.NeedsTeacher)
            )
            {
                _source = _sources.OfEmbeddings(service, _all.Train, cancellation);
            }
            else
            {
                _source = _sources.OfTeacher(network, TeacherStage.File, _labelled, _all.Train, cancellation);
            }

            (_views, _viewSeed) = _source is StoredTeacher stored ? stored.Shown : (StoreContract.Views(Recipe), Recipe.Training.Seed);
            _fineTune = context.Recipe.FineTune?.Data is { } data ? FineTuneData(data, cancellation) : null;
        }
        catch
        {
            _sources.Dispose();
            throw;
        }
    }

    private Recipe Recipe => _context.Recipe;

    /// <summary>Trains the assistants, each on the one before; the last becomes the teacher.</summary>
    public IReadOnlyList<ArmResult> Assistants(CancellationToken cancellation)
    {
        var arms = new List<ArmResult>();
        foreach (var assistant in Recipe.Assistants)
        {
            var arm = string.Create(CultureInfo.InvariantCulture, $"assistant-{arms.Count + 1}");
            var file = $"{arm}.onnx";
            var network = Network.Build(
                assistant.Model!,
                _context.Data.Inputs,
                _context.Data.Head,
                _context.Data.Scaling,
                Recipe.Training.Seed
            );
            var stage = new LearningStage(_terms, assistant.Training, assistant.Augment ?? Recipe.Data.Augment, _all)
            {
                Source = _source,
                IsFrozen = name => LearnerCheck.IsMeant(assistant.Freeze, name),
                Views = _views,
                ViewSeed = _viewSeed,
            };
            var (trained, result) = _stage.Run(arm, Recipe.Training.Seed, file, [stage], network, cancellation);
            arms.Add(new ArmResult { Name = arm, Seeds = [result] });
            _source = Source(trained, file);
        }

        return arms;
    }

    /// <summary>Trains the student with the teacher's help.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="file">Name of the exported file.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    /// <returns>The result of every generation, the last one last.</returns>
    public IReadOnlyList<SeedResult> Run(ulong seed, string file, CancellationToken cancellation)
    {
        var results = new List<SeedResult>();
        var source = _source;
        for (var generation = 1; generation <= Recipe.Student.Generations; generation++)
        {
            var isLast = generation == Recipe.Student.Generations;
            var own = isLast ? file : string.Create(CultureInfo.InvariantCulture, $"checkpoints/generation-{generation}-seed{seed}.onnx");
            var arm = isLast ? ArmNames.Distilled : string.Create(CultureInfo.InvariantCulture, $"generation-{generation}");
            // Every generation begins from other weights: born again, not trained on.
            var weights = seed + (ulong)(Recipe.Student.Generations - generation);
            var (network, result) = _stage.Run(
                arm,
                seed,
                own,
                Stages(seed, source, isLast),
                _stage.Build(weights, isQuiet: !isLast),
                cancellation
            );
            results.Add(result);
            source = isLast ? source : Source(network, own);
        }

        return results;
    }

    /// <summary>Trains the same student from the same weights as a control arm says.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="file">Name of the exported file.</param>
    /// <param name="gradientRatio">Gradients of the distilled student over those of the student alone; null where not known.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    public SeedResult Control(ControlArm arm, ulong seed, string file, double? gradientRatio, CancellationToken cancellation)
    {
        var counts = (_labelled.Train.Count, _all.Train.Count);
        var training = ControlStages.Training(arm, Recipe, _context.Settings, _context.Networks, counts, gradientRatio);
        if (training.Note is { } note && seed == Recipe.Training.Seed)
        {
            _context.Observer.Note(note);
            _context.Findings.Add(note);
        }

        var main = ControlStages.Stage(training, Recipe, _labelled, _all) with
        {
            IsFrozen = IsFrozen,
            Views = _views,
            ViewSeed = _viewSeed,
        };
        if (training.Teacher is { } taught)
        {
            var (network, name) = _alone[taught];
            main = main with { Terms = _terms, Source = Source(network, name) };
        }

        var (trained, result) = _stage.Run(arm.Name, seed, file, [main, .. FineTune()], cancellation);
        _alone[arm.Name] = (trained, file);
        return result;
    }

    /// <inheritdoc cref="StudentStage.TeacherTiming"/>
    public NetworkTiming? TeacherTiming => _stage.TeacherTiming;

    /// <summary>Whether there is anything to learn without a teacher.</summary>
    public bool CanCompare => !Recipe.Task.LearnsFromTeacherAlone && _labelled.Train.Count >= Recipe.Training.Batch;

    /// <inheritdoc/>
    public void Dispose()
    {
        _sources.Finish();
        _sources.Dispose();
    }

    private List<LearningStage> Stages(ulong seed, ISoftTargetSource? source, bool isLast)
    {
        var stages = new List<LearningStage>();
        if (Recipe.HintStage is { } hints && source is not null)
        {
            stages.Add(
                new LearningStage(TrainingJobs.Terms(hints.Losses), hints.Training, Recipe.StudentAugment, _all)
                {
                    Source = source,
                    IsFrozen = IsFrozen,
                    Views = _views,
                    ViewSeed = _viewSeed,
                    Announcement = "Hint stage: the student first learns from the teacher's hidden values.",
                }
            );
        }

        // Without a teacher the first generation is the student alone.
        var terms =
            source is null && _terms.Any(term => term.NeedsTeacher) && Recipe.Teacher.Average is null
                ? TrainingJobs.FromLabelsAlone(Recipe)
                : _terms;
        var main = new LearningStage(terms, Recipe.Training, Recipe.StudentAugment, _all)
        {
            Source = source,
            Average = Recipe.Teacher.Average,
            IsFrozen = IsFrozen,
            Views = _views,
            ViewSeed = _viewSeed,
        };
        // A moving average begins as the student itself, from which there is nothing to learn yet.
        if (!_isBalanced && Recipe.Balance != Balance.Off && Recipe.Teacher.Average is null && terms == _terms && _terms.Count > 1)
        {
            _isBalanced = true;
            _terms = TermBalance.Of(
                _context,
                TrainingJobs.Of(_context, ArmNames.Distilled, seed, _stage.Build(seed), main, _stage.Peers(terms, seed))
            );
            main = main with { Terms = _terms };
        }

        return [.. stages, main, .. isLast ? FineTune() : []];
    }

    private IEnumerable<LearningStage> FineTune() =>
        Recipe.FineTune is not { } settings
            ? []
            :
            [
                new LearningStage(
                    TrainingJobs.Terms(settings.Losses),
                    settings.Training,
                    Recipe.StudentAugment,
                    _fineTune?.Splits ?? _labelled
                )
                {
                    Goal = _fineTune?.Goal,
                    Source = settings.Losses.Any(loss => loss.NeedsTeacher) ? About(_fineTune?.Splits ?? _labelled) : null,
                    IsFrozen = IsFrozen,
                    Views = _views,
                    ViewSeed = _viewSeed,
                    Announcement = "Fine-tuning: the student now learns the task's labels.",
                },
            ];

    // What is stored is about the samples of the main stage.
    private ISoftTargetSource? About(DataSplits data) => _source is KeptTeacher kept && !kept.IsAbout(data.Train) ? kept.Live : _source;

    private PreparedData FineTuneData(DataSettings settings, CancellationToken cancellation)
    {
        var data = PreparedData.Open(
            Recipe with
            {
                Data = settings,
            },
            _context.Settings.DataRoot,
            _context.Data.Table,
            _context.Settings.Memory,
            _context.Data.Splits.Train.Texts?.Readings
        );
        data.Vectors?.Ask(new ServiceAsking(_context), cancellation);
        return data.Head.Size == _context.Data.Head.Size
            ? data
            : throw new DecantException(
                $"fine-tune.data: expected {_context.Data.Head.Size} answers per sample as in data "
                    + $"({string.Join(", ", _context.Data.AnswerNames.Take(5))}), "
                    + $"received {data.Head.Size} ({string.Join(", ", data.AnswerNames.Take(5))}). Choose data of the "
                    + $"same classes or targets."
            );
    }

    private bool IsFrozen(string parameter) => LearnerCheck.IsMeant(Recipe.Student.Freeze, parameter);

    private ISoftTargetSource Source(Graph network, string file) =>
        _sources.OfNetwork(_sources.Freeze(network), file, Path.GetFileNameWithoutExtension(file), _all.Train);
}

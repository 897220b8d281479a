using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Kernels;
using Decant.Evidence;
using Decant.Notices;
using Decant.Pipeline.Progress;
using Decant.Prediction;
using Decant.Recipes;
using Decant.Reporting;
using Decant.Runs;

namespace Decant.Pipeline;

/// <summary>One run from its beginning to its files: opens data, folder and threads, and writes down what came out.</summary>
internal sealed class RunSession : IDisposable
{
    private Recipe _recipe;
    private readonly RunSettings _settings;
    private readonly PreparedData _data;
    private readonly RunFolder _folder;
    private readonly TelemetryObserver _telemetry = null!;
    private readonly RunLog _log = null!;
    private readonly WorkerPool _pool = null!;
    private readonly RunIdentity _identity;
    private readonly List<Notice> _findings = [];
    private readonly List<StoreFacts> _stores = [];

    /// <summary>Opens everything.</summary>
    public RunSession(Recipe recipe, RunSettings settings, IRunObserver observer)
    {
        (_recipe, _settings) = (recipe, settings);
        var data = PreparedData.Open(recipe, settings.DataRoot, memory: settings.Memory);
        _data = settings.JudgesByValidation ? data with { Splits = data.Splits with { Test = data.Splits.Validation } } : data;
        if (RunCheck.Problems(recipe, settings, _data, _findings.Add) is { Count: > 0 } problems)
        {
            throw new DecantException(string.Join(Environment.NewLine, problems));
        }

        var folder = OutputFolder.Make(
            settings.OutputFolder,
            "RunSettings.OutputFolder",
            settings.Name,
            recipe,
            settings.Clock,
            settings.Resume,
            settings.TakesMore
        );
        _folder = new RunFolder(folder.Path);
        try
        {
            _identity = _folder.Identify(RunIdentity.Of(recipe, settings, _data), settings.TakesMore);
            _telemetry = new TelemetryObserver(settings.Name, recipe.Task.Name);
            _log = new RunLog(_folder[RunLog.File], new JoinedObserver([observer, _telemetry]), settings.Clock);
            AtomicFile.WriteText(_folder[RunFiles.Recipe], RecipeWriter.Write(recipe));
            _data.Splits.Train.Texts?.Student.Tokenizer.Write(_folder[TextModel.TokenizerName]);
            _pool = new WorkerPool(settings.Threads);
            Networks = RunNetworks.Of(recipe, _data, settings);
            if (settings.JudgesByValidation)
            {
                _findings.Add(
                    Notice.Note(
                        "The validation part takes the place of the test part: what is said here of the test part is of validation."
                    )
                );
            }

            foreach (
                var note in _data.Splits.Notes.Concat(_findings).Concat(RunWarnings.Of(recipe, _data, Networks).Select(Notice.Warning))
            )
            {
                _log.Note(note);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the parts of the run share.</summary>
    /// <param name="trainings">The trainings of the run, in their order.</param>
    public RunContext Begin(IReadOnlyList<PlannedTraining> trainings) =>
        new(_recipe, _settings, _data, _folder, _settings.On(_pool), _log)
        {
            Trainings = new TrainingCount(trainings),
            Networks = Networks,
            Findings = _findings,
            Stores = _stores,
        };

    /// <summary>Goes on with what was decided about the teacher's answers; the run's recipe says it from now on.</summary>
    /// <param name="context">What the parts of the run share.</param>
    /// <param name="recipe">The recipe with what was decided.</param>
    public RunContext Decide(RunContext context, Recipe recipe)
    {
        if (ReferenceEquals(recipe, _recipe))
        {
            return context;
        }

        _recipe = recipe;
        AtomicFile.WriteText(_folder[RunFiles.Recipe], RecipeWriter.Write(recipe));
        return context with { Recipe = recipe };
    }

    /// <summary>The networks of the run before any training.</summary>
    public RunNetworks Networks { get; }

    /// <summary>Training samples.</summary>
    public int Samples => _data.Splits.Train.Count;

    /// <summary>Writes the run's files.</summary>
    /// <param name="arms">What is finished.</param>
    /// <param name="isWhole">Whether that is all, so that there is nothing to continue.</param>
    public RunOutcome Finish(IReadOnlyList<ArmResult> arms, bool isWhole = true)
    {
        var looks = _identity.Looks.Append(_recipe.Compare.Seeds).ToArray();
        var groups = SliceColumns.Of(_recipe.Slices, _data.Splits);
        SliceResult[] slices = [.. groups.Select(group => SliceComparison.Of(group, arms)).OfType<SliceResult>()];
        foreach (
            var problem in LearnerAudit
                .Problems(arms, _recipe.Training.Optimizer.LearningRate)
                .Concat(OverDistillation.Problems(arms, _recipe.Losses))
                .Concat(slices.Select(SliceText.Warning).OfType<string>())
        )
        {
            _log.Note(Notice.Warning(problem));
        }

        var run = new Run
        {
            Id = new DirectoryInfo(_folder.Path).Name,
            Name = _settings.Name,
            Task = _recipe.Task.Name,
            JudgesByValidation = _settings.JudgesByValidation,
            LearnsFromTeacherAlone = _recipe.Task.LearnsFromTeacherAlone,
            Metric = Begin([]).Metric,
            Recipe = RecipeWriter.Write(_recipe),
            Seed = _recipe.Training.Seed,
            Started = _identity.Started,
            Finished = _settings.Clock.GetUtcNow(),
            Environment = EnvironmentProbe.Capture(_settings.Threads, DeviceCatalogue.Describe(_settings.Device)),
            Data = new DataFacts
            {
                Source = _data.Splits.Train.Name,
                Train = _data.Splits.Train.Count,
                Validation = _data.Splits.Validation.Count,
                Test = _data.Splits.Test.Count,
                Classes = _data.Splits.Train.ClassNames,
                Targets = _data.AnswerNames.SequenceEqual(_data.Splits.Train.ClassNames) ? [] : _data.AnswerNames,
                Table = _data.Table,
            },
            Findings = [.. _findings.Where(finding => finding.Kind == NoticeKind.Note).Select(finding => finding.Sentence).Distinct()],
            Warnings = _log.Warnings,
            Stores = [.. _stores],
            Margin = _recipe.Compare.Margin,
            Looks = looks,
            Requirements = RequirementCheck.Of(_recipe, arms, Begin([]).Metric, groups),
            Slices = slices,
            Rates = _recipe.Rates,
            Arms = arms,
        };
        RunFiles.Write(run, _folder.Path);
        if (isWhole)
        {
            _folder.Finish(_settings.KeepsStates ? _identity with { Looks = looks } : null);
        }

        return new RunOutcome(run, _folder.Path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _log?.Dispose();
        _telemetry?.Dispose();
        _pool?.Dispose();
        _folder.Dispose();
    }
}

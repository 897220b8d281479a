using Decant.Engine;
using Decant.Engine.Randomness;
using Decant.Evidence;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Runs;
using Decant.Training;

namespace Decant.Tuning;

/// <summary>
/// Searches settings of a recipe by its validation part: trials that <see cref="TreeParzenSampler"/> proposes and
/// <see cref="SuccessiveHalving"/> ends, then the best ones again with fresh seeds, so that luck does not win. The test part is never
/// looked at:
/// in every trial the validation part is in its place.
/// </summary>
internal sealed class Tuner
{
    // Far from the seeds that anyone writes, so that none was seen by the search.
    private const ulong FreshSeeds = 7_000;

    private readonly Func<IEnumerable<string>, Recipe> _read;
    private readonly IReadOnlyList<SearchDimension> _space;
    private readonly TuningSettings _tuning;
    private readonly RunSettings _settings;
    private readonly TuningFolder _folder;
    private readonly Action<Trial, Tuner> _tell;
    private readonly CancellationToken _cancellation;
    private readonly Recipe _recipe;
    private readonly IReadOnlyList<string> _pins;
    private readonly TrialLog _log;
    private readonly SuccessiveHalving _halving;
    private readonly long _start;

    /// <summary>Prepares a search.</summary>
    /// <param name="read">Makes the recipe with changes such as <c>training.epochs=10</c>.</param>
    /// <param name="space">What is searched.</param>
    /// <param name="tuning">How much.</param>
    /// <param name="settings">Where and with what.</param>
    /// <param name="folder">Where the trials go.</param>
    /// <param name="tell">Is told of each trial that has ended.</param>
    /// <param name="cancellation">Ends the search after the step under way; the same search goes on later.</param>
    public Tuner(
        Func<IEnumerable<string>, Recipe> read,
        IReadOnlyList<SearchDimension> space,
        TuningSettings tuning,
        RunSettings settings,
        TuningFolder folder,
        Action<Trial, Tuner> tell,
        CancellationToken cancellation
    )
    {
        (_read, _space, _tuning, _folder, _tell, _cancellation) = (read, space, tuning, folder, tell, cancellation);
        _settings = settings with
        {
            Compare = false,
            Threads = Math.Max(1, settings.Threads / tuning.Parallel),
            JudgesByValidation = true,
            Resume = false,
        };
        _recipe = read([]);
        _pins = TuningPins.Of(_recipe, space);
        _halving = new SuccessiveHalving(_recipe.Training.Epochs);
        _log = new TrialLog(folder.Path, cancellation);
        _start = settings.Clock.GetTimestamp();
    }

    /// <summary>
    /// Tries both ends of each range and every value of each choice on the recipe: what no recipe may have is told before anything is
    /// trained.
    /// </summary>
    /// <exception cref="DecantException">A setting does not exist, or refuses a value.</exception>
    public static void Check(Func<IEnumerable<string>, Recipe> read, IReadOnlyList<SearchDimension> space)
    {
        foreach (var dimension in space)
        {
            foreach (var place in dimension.IsChoice ? Enumerable.Range(0, dimension.Choices.Count).Select(i => (double)i) : [0, 1])
            {
                try
                {
                    read(dimension.Changes(place));
                }
                catch (RecipeException refused)
                {
                    throw new RecipeException(refused.File, [.. refused.Problems.Select(problem => problem with { Option = "--search" })]);
                }
            }
        }
    }

    /// <summary>What trials are judged by.</summary>
    public MetricFacts Metric => _recipe.Task.MainMetric;

    /// <summary>Trials that have ended, by this process and by others.</summary>
    public IReadOnlyList<Trial> Ended => _log.Ended();

    /// <summary>Searches, repeats the best with fresh seeds, and writes the recipe that was found.</summary>
    /// <exception cref="DecantException">No trial could be trained.</exception>
    public TuningResult Run()
    {
        Work(Propose);
        var ranked = Trial.Ranked(Ended.Where(trial => trial.Repeats is null), Metric.HigherIsBetter);
        var whole = ranked.Where(trial => trial.IsWhole).ToArray();
        if (whole.Length == 0)
        {
            var problem = ranked.Select(trial => trial.Problem).OfType<string>().FirstOrDefault();
            throw new DecantException($"tune: no trial could be trained. {problem ?? "Check the recipe with decant check."}");
        }

        Trial[] finalists =
        [
            .. whole.Where(trial => trial.Places.Count > 0).Take(_tuning.Finalists),
            .. whole.Where(trial => trial.Places.Count == 0),
        ];
        Work((number, ended, begun) => Repetition(finalists, number, [.. ended, .. begun]));
        return Result(ranked, finalists);
    }

    /// <summary>The changes of the recipe that a trial means.</summary>
    public IEnumerable<string> Changes(Trial trial) => trial.Places.SelectMany((place, d) => _space[d].Changes(place));

    // What other processes work on belongs to the result: their trials are waited for, and taken over where they die.
    private void Work(Func<int, IReadOnlyList<Trial>, IReadOnlyList<Trial>, Trial?> propose)
    {
        do
        {
            WorkAlone(propose);
        } while (_log.AwaitOthers());
    }

    private void WorkAlone(Func<int, IReadOnlyList<Trial>, IReadOnlyList<Trial>, Trial?> propose)
    {
        try
        {
            Parallel.For(0, _tuning.Parallel, new ParallelOptions { MaxDegreeOfParallelism = _tuning.Parallel }, _ =>
            {
                while (_log.Take(propose) is { } taken)
                {
                    using (taken.Claim)
                    {
                        var ended = Try(taken.Trial);
                        _log.Add(ended);
                        _tell(ended, this);
                    }
                }
            });
        }
        catch (AggregateException several)
        {
            _cancellation.ThrowIfCancellationRequested();
            throw several.InnerExceptions[0];
        }
    }

    private Trial? Propose(int number, IReadOnlyList<Trial> ended, IReadOnlyList<Trial> begun)
    {
        if (
            ended.Concat(begun).Count(trial => trial.Repeats is null) >= _tuning.Trials
            || (_tuning.Time is { } time && number > 0 && _settings.Clock.GetElapsedTime(_start) >= time)
        )
        {
            return null;
        }

        var searched = ended.Where(trial => trial is { Repeats: null, Places.Count: > 0 });
        return new Trial
        {
            Number = number,
            Seed = _recipe.Training.Seed,
            Places =
                number == 0
                    ? []
                    : TreeParzenSampler.Next(
                        _space,
                        [.. Trial.Ranked(searched, Metric.HigherIsBetter).Select(trial => trial.Places)],
                        new RandomStream(_recipe.Training.Seed, "tune").At((ulong)number)
                    ),
        };
    }

    private Trial? Repetition(IReadOnlyList<Trial> finalists, int number, IReadOnlyList<Trial> known)
    {
        for (var k = 0; k < _tuning.FreshSeeds; k++)
        {
            var seed = _recipe.Training.Seed + FreshSeeds + (ulong)k;
            var open = finalists.FirstOrDefault(trial => !known.Any(other => other.Repeats == trial.Number && other.Seed == seed));
            if (open is not null)
            {
                return new Trial
                {
                    Number = number,
                    Places = open.Places,
                    Seed = seed,
                    Repeats = open.Number,
                };
            }
        }

        return null;
    }

    private Trial Try(Trial trial)
    {
        var start = _settings.Clock.GetTimestamp();
        var folder = _folder[FormattableString.Invariant($"trial-{trial.Number:0000}")];
        using var observer = new TrialObserver(Metric, epochs => trial.Repeats is not null || GoesOn(trial, epochs));
        using var both = CancellationTokenSource.CreateLinkedTokenSource(observer.End, _cancellation);
        try
        {
            Clear(folder);
            var run = Distillation
                .Run(
                    _read([.. _pins, .. Changes(trial), FormattableString.Invariant($"training.seed={trial.Seed}"), "compare.seeds=1"]),
                    _settings with
                    {
                        OutputFolder = folder,
                    },
                    observer,
                    both.Token
                )
                .Run;
            var score = run.Arm(ArmNames.Distilled)!.Seeds[0].Test.Metric(Metric.Name);
            return score is { } value && double.IsFinite(value)
                ? Ended(TrialEnd.Whole) with
                {
                    Score = value,
                }
                : Ended(TrialEnd.Failed) with
                {
                    Problem = $"its {MetricText.Words(Metric.Name)} is not finite.",
                };
        }
        catch (OperationCanceledException) when (observer.End.IsCancellationRequested && !_cancellation.IsCancellationRequested)
        {
            return Ended(TrialEnd.Halved);
        }
        catch (Exception problem) when (problem is TrainingDivergedException || (problem is DecantException && trial.Places.Count > 0))
        {
            return Ended(TrialEnd.Failed) with { Problem = problem.Message };
        }
        finally
        {
            Clear(folder);
        }

        Trial Ended(TrialEnd end) =>
            trial with
            {
                End = end,
                Epochs = [.. observer.Epochs],
                Seconds = _settings.Clock.GetElapsedTime(start).TotalSeconds,
            };
    }

    private bool GoesOn(Trial trial, IReadOnlyList<double> epochs)
    {
        if (!_halving.Rungs.Contains(epochs.Count))
        {
            return true;
        }

        var sign = Metric.HigherIsBetter ? 1 : -1;
        var rivals = Ended.Where(other => other.Repeats is null && other.Number != trial.Number && other.Epochs.Count >= epochs.Count);
        return _halving.GoesOn(epochs.Count, sign * epochs[^1], [.. rivals.Select(other => sign * other.Epochs[epochs.Count - 1])]);
    }

    private TuningResult Result(IReadOnlyList<Trial> ranked, IReadOnlyList<Trial> finalists)
    {
        var sign = Metric.HigherIsBetter ? 1 : -1;
        var repeated = Ended.Where(trial => trial is { Repeats: not null, IsWhole: true }).ToArray();
        var results = finalists
            .Select(trial =>
                (Trial: trial, Scores: repeated.Where(other => other.Repeats == trial.Number).OrderBy(other => other.Seed).ToArray())
            )
            .Where(finalist => finalist.Scores.Length > 0)
            .Select(finalist => new Finalist(
                finalist.Trial,
                [.. finalist.Scores.Select(trial => trial.Seed)],
                new SeedStatistics([.. finalist.Scores.Select(trial => trial.Score!.Value)])
            ))
            .OrderByDescending(finalist => finalist.Scores.Values.Count)
            .ThenByDescending(finalist => sign * finalist.Scores.Mean)
            // What is no better is no reason to change.
            .ThenByDescending(finalist => finalist.IsRecipe)
            .ToArray();
        if (results.Length == 0)
        {
            throw new DecantException("tune: none of the best trials could be trained with a fresh seed. Search smaller learning rates.");
        }

        var searched = ranked.Where(trial => trial.Places.Count > 0 && (trial.Score is not null || trial.Epochs.Count > 0));
        return new TuningResult
        {
            Metric = Metric,
            Space = _space,
            Trials = ranked,
            Finalists = results,
            Importances = Importance.Of(_space, [.. searched.Select(trial => (trial.Places, trial.Score ?? trial.Epochs[^1]))]),
            Recipe = RecipeWriter.Write(_read([.. _pins, .. Changes(results[0].Trial)])),
        };
    }

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

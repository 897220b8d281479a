using Decant.Adoption;
using Decant.Engine.Devices;
using Decant.Engine.Graphs;
using Decant.Evaluation;
using Decant.Notices;
using Decant.Recipes;
using Decant.Runs;
using Decant.Training;

namespace Decant.Pipeline;

/// <summary>What all parts of one run share.</summary>
/// <param name="Recipe">What to do.</param>
/// <param name="Settings">Where and with what.</param>
/// <param name="Data">The samples.</param>
/// <param name="Folder">Where results go.</param>
/// <param name="Device">Threads, kernels and profile.</param>
/// <param name="Observer">Is told what happens.</param>
internal sealed record RunContext(
    Recipe Recipe,
    RunSettings Settings,
    PreparedData Data,
    RunFolder Folder,
    Device Device,
    IRunObserver Observer
)
{
    /// <summary>What the run is judged by.</summary>
    public MetricFacts Metric => Recipe.Task.MainMetric.In(Data.Goal.Unit);

    /// <summary>The networks of the run before any training.</summary>
    public RunNetworks Networks { get; init; } = new([], [], new Graph());

    /// <summary>What was found out about networks from elsewhere so far, and what the losses say about the setting.</summary>
    public IList<Notice> Findings { get; init; } = [];

    /// <summary>What stored answers cost and saved so far.</summary>
    public IList<StoreFacts> Stores { get; init; } = [];

    /// <summary>Says what was found out about a network from elsewhere, and keeps it for the report.</summary>
    /// <param name="network">The network.</param>
    /// <param name="learner">Role and file of a network that is trained: then also what training changes is said.</param>
    /// <param name="isFrozen">What the recipe freezes.</param>
    public void Keep(AdoptedNetwork network, string? learner = null, Func<string, bool>? isFrozen = null)
    {
        string[] scope = learner is not null && network.ScopeNote(isFrozen) is { } words ? [$"{learner}: {words}"] : [];
        // What was said before the trainings is not said again.
        foreach (var note in network.Notes.Concat(scope).Where(note => !Findings.Contains(note)).ToArray())
        {
            Observer.Note(note);
            Findings.Add(note);
        }
    }

    /// <summary>What answers of networks cost, measured in turn.</summary>
    public IReadOnlyList<NetworkTiming> Time(IReadOnlyList<Graph> networks) =>
        NetworkTiming.Of(
            networks,
            new TypicalSamples(Data.Splits.Test),
            Data.Splits.Test.Schema,
            Device,
            Settings.Clock,
            EnergyMeter.OfMachine(Settings.Clock, Recipe.Rates.Watts)
        );

    /// <summary>Where the states of a training are kept, and taken from when the run continues.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="stage">The training's number in its arm, from 1.</param>
    public TrainingCheckpoints States(string arm, ulong seed, int stage) =>
        Folder.States(arm, seed, stage, Settings.Clock, note => Observer.Note(note));

    /// <summary>How many trainings the run has, and which is under way.</summary>
    public TrainingCount Trainings { get; init; } = new([]);
}

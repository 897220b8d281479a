using Decant.Data.Sources;
using Decant.Losses;
using Decant.Notices;
using Decant.Options;
using Decant.Pipeline;
using Decant.Pipeline.Progress;
using Decant.Recipes;
using Decant.SoftTargets;
using Decant.Students;
using Decant.Tasks;
using Microsoft.Extensions.Logging;

namespace Decant;

/// <summary>
/// A distillation, put together in code: teacher, data, student, losses; what is not said has the default of a recipe file, whose sections
/// these methods fill. Every method gives back a new distiller, so one can be the beginning of several.
/// </summary>
/// <example><code>
/// var run = await Distiller.Create().Teacher("big.onnx").Data("pictures").Student(new Cnn { Channels = [16, 32] }).RunAsync();
/// </code></example>
public sealed class Distiller
{
    private Distiller(Recipe recipe, RunSettings settings, IReadOnlyList<IRunObserver>? observers) =>
        (Recipe, Settings, Observers) = (recipe, settings, observers);

    /// <summary>What is done, as a recipe.</summary>
    public Recipe Recipe { get; private init; }

    /// <summary>Where it is done and with what.</summary>
    public RunSettings Settings { get; private init; }

    // Null: lines on standard error.
    private IReadOnlyList<IRunObserver>? Observers { get; init; }

    /// <summary>A distillation of which nothing is said yet.</summary>
    public static Distiller Create() => From(new Recipe());

    /// <summary>The distillation of a recipe, to run or to change.</summary>
    /// <param name="recipe">A recipe, from a file (<see cref="Recipe.Read"/>) or made in code.</param>
    public static Distiller From(Recipe recipe) => new(recipe, new RunSettings { Name = "distillation" }, null);

    /// <summary>Learns from a trained network.</summary>
    /// <param name="onnx">Its ONNX file; what the file does not say is found out.</param>
    public Distiller Teacher(string onnx) => Teacher(new TeacherSettings { Onnx = onnx });

    /// <summary>Trains a network first, and learns from it.</summary>
    /// <param name="model">Its architecture.</param>
    /// <param name="training">How it is trained; what it leaves out is as for the student.</param>
    public Distiller Teacher(Architecture model, TrainingSettings? training = null) =>
        Teacher(
            new TeacherSettings
            {
                Train = new TeacherTrainingSettings { Values = training?.Values ?? OptionValues.Empty, Model = model },
            }
        );

    /// <summary>Learns from answers that come from elsewhere.</summary>
    /// <param name="answers">Gives them, batch by batch.</param>
    public Distiller Teacher(ISoftTargetSource answers) => Teacher(new TeacherSettings { Answers = answers });

    /// <summary>Learns from what these settings say: files, weights, an ensemble, a moving average.</summary>
    public Distiller Teacher(TeacherSettings teacher) => With(Recipe with { Teacher = teacher });

    /// <summary>Takes samples from a folder of images, an archive, a table or another file that Decant recognises.</summary>
    /// <param name="path">The file or folder.</param>
    /// <exception cref="Engine.DecantException">There is nothing, or nothing that is recognised.</exception>
    public Distiller Data(string path) => Data(DataSettings.At(path));

    /// <summary>Takes samples from a source of one's own, or from data sets that are there already.</summary>
    /// <param name="source">See <see cref="DataSource.Of(Data.Dataset)"/>.</param>
    public Distiller Data(DataSource source) => Data(new DataSettings { Source = source });

    /// <summary>Takes samples as these settings say: source, split, normalisation, augmentation.</summary>
    public Distiller Data(DataSettings data) => With(Recipe with { Data = data });

    /// <summary>Says what is learnt; left out, the classes of images or of rows.</summary>
    public Distiller Task(LearningTask task) => With(Recipe with { Task = task });

    /// <summary>Trains a network of this architecture.</summary>
    public Distiller Student(Architecture model) => Student(new StudentSettings { Model = model });

    /// <summary>Trains the network of a file.</summary>
    /// <param name="onnx">An ONNX file whose weights can be trained.</param>
    public Distiller Student(string onnx) => Student(new StudentSettings { Onnx = onnx });

    /// <summary>Trains what these settings say.</summary>
    public Distiller Student(StudentSettings student) => With(Recipe with { Student = student });

    /// <summary>
    /// Adds a term to the sum that the student minimises. Left out, it is the task's loss with the teacher's answers and a little of its
    /// loss with the labels.
    /// </summary>
    /// <param name="loss">The loss with its options.</param>
    /// <param name="weight">Its factor, 0 or more; null for the loss's own.</param>
    public Distiller Loss(DistillationLoss loss, double? weight = null) =>
        With(Recipe.WithTerm(weight is { } factor ? loss with { Weight = factor } : loss));

    /// <summary>Says how the student is trained: epochs, batch, optimizer, schedule, seed.</summary>
    public Distiller Training(TrainingSettings training) => With(Recipe with { Training = training });

    /// <summary>Says what the distilled student is compared with, and over how many seeds.</summary>
    public Distiller Compare(CompareSettings compare) => With(Recipe with { Compare = compare });

    /// <summary>Changes what has no method here, such as assistants and further stages.</summary>
    /// <param name="change">Gives the changed recipe.</param>
    public Distiller Change(Func<Recipe, Recipe> change) => With(change(Recipe));

    /// <summary>Says where the run lies, how many threads and how much memory it may take.</summary>
    public Distiller Run(Func<RunSettings, RunSettings> change) => new(Recipe, change(Settings), Observers);

    /// <summary>The run's own folder, new or empty.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="resume">Whether a run that ended early in this folder continues, with the bits of one that was never
    /// interrupted.</param>
    public Distiller Output(string folder, bool resume = false) =>
        Run(settings => settings with { OutputFolder = folder, Resume = resume });

    /// <summary>Tells an observer the facts as they happen, in place of lines on standard error. There may be several.</summary>
    public Distiller Observe(IRunObserver observer) => new(Recipe, Settings, [.. Observers ?? [], observer]);

    /// <summary>Writes notes, epochs and results into a log, in place of lines on standard error.</summary>
    public Distiller Log(ILogger log) => Observe(new LogObserver(log));

    /// <summary>Reports how far the run is, at most ten times a second, in place of lines on standard error.</summary>
    public Distiller Progress(IProgress<RunProgress> progress) => Observe(new ProgressObserver(progress, Settings.Clock));

    /// <summary>
    /// Looks at data and files without training: what forbids the run, as refusals, and what should be known before it. No refusal means
    /// that it can begin.
    /// </summary>
    /// <exception cref="Engine.DecantException">Settings are missing or contradict each other; the message has all problems.</exception>
    public IReadOnlyList<Notice> Check()
    {
        var notices = new List<Notice>();
        var problems = Distillation.Check(Recipe.Complete(), Settings, notices.Add);
        return [.. problems.Select(Notice.Refusal), .. notices];
    }

    /// <summary>Distils: trains or takes the teacher, trains the student with it and without it, writes file and report.</summary>
    /// <param name="cancellation">Stops after the step under way; <see cref="Output"/> with <c>resume</c> continues from there.</param>
    /// <exception cref="Engine.DecantException">Settings contradict each other, where the message has all problems, or something else that
    /// the caller can mend.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public Task<RunOutcome> RunAsync(CancellationToken cancellation = default)
    {
        var recipe = Recipe.Complete();
        var observer = Observers is { } observers ? new JoinedObserver(observers) : null;
        return System.Threading.Tasks.Task.Factory.StartNew(
            () => Distillation.Run(recipe, Settings, observer, cancellation),
            cancellation,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    /// <summary>
    /// Lets the teacher answer the training samples once and stores its answers, from which later runs learn
    /// (<see cref="TeacherSettings.Store"/>). What is there already is not asked again.
    /// </summary>
    /// <param name="folder">Where the store goes; new, or of a making that was stopped.</param>
    /// <param name="cancellation">Stops after the batch under way; what was answered stays.</param>
    /// <exception cref="Engine.DecantException">An answer is not finite, another store lies there, or the disk is full.</exception>
    public Task StoreAsync(string folder, CancellationToken cancellation = default)
    {
        var recipe = Recipe.Complete();
        return System.Threading.Tasks.Task.Factory.StartNew(
            () => Distillation.StoreAnswers(recipe, Settings, folder, cancellation),
            cancellation,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    private Distiller With(Recipe recipe) => new(recipe, Settings, Observers);
}

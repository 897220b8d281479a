using Decant.Options;
using Decant.Training.Optimizers;
using Decant.Training.Schedules;

namespace Decant.Recipes;

/// <summary>How a network is trained. The options of the named optimizer and schedule are among the values.</summary>
public sealed record TrainingSettings : Settings, ISettings
{
    private static readonly Option<int> s_epochs = Option.WholeNumber(
        "epochs",
        30,
        "How often every training sample is seen.",
        atLeast: 1,
        atMost: 1_000_000,
        unit: "epochs"
    );
    private static readonly Option<int> s_batch = Option.WholeNumber(
        "batch",
        128,
        "Samples per step.",
        atLeast: 1,
        atMost: 1_000_000,
        unit: "samples"
    );
    private static readonly Option<Optimizer> s_optimizer = Option.Named(
        "optimizer",
        Optimizers.All,
        "sgd",
        "How weights follow their gradients."
    );
    private static readonly Option<LearningRateSchedule> s_schedule = Option.Named(
        "schedule",
        LearningRateSchedules.All,
        "cosine",
        "How the learning rate falls during training."
    );
    private static readonly Option<Warmup> s_warmup = new WarmupOption(
        "warmup",
        "How long the learning rate rises from 0 first.",
        Presence<Warmup>.By(new Warmup(0, false))
    )
    {
        Unit = "epochs or steps",
    };
    private static readonly Option<double> s_clipNorm = Option.Number(
        "clip-norm",
        null,
        "Largest Euclidean norm of a step's whole gradient; a longer one is shortened.",
        above: 0,
        unset: "off"
    );
    private static readonly Option<double> s_maxNorm = Option.Number(
        "max-norm",
        null,
        "Largest Euclidean norm of the weights that come into one unit; longer ones are shortened after each step.",
        above: 0,
        unset: "off"
    );
    private static readonly Option<double> s_layerDecay = Option.Number(
        "layer-decay",
        null,
        "Factor on the learning rate for each layer further from the answer: 0.9 lets the last layer learn at 0.9 of the rate, the one before at "
            + "0.81, and embeddings least (Clark et al. 2020, arXiv:2003.10555).",
        above: 0,
        atMost: 1,
        unit: "factor",
        unset: "off"
    );
    private static readonly Option<EarlyStoppingSettings> s_earlyStopping = Option.Section<EarlyStoppingSettings>(
        "early-stopping",
        "When a training that no longer improves on validation is ended.",
        unset: "off",
        shortForm: EarlyStoppingSettings.ShortForm
    );
    private static readonly Option<ulong> s_seed = Option.Seed(
        "seed",
        1,
        "Decides initial weights, order of samples, augmentation and dropout."
    );
    private static readonly Option<string> s_similarLength = Option.Text(
        "similar-length",
        null,
        "The axis along which samples vary, such as T, of which those of a batch are of similar length, so that "
            + "little is padded; left out, "
            + "batches are mixed as they come.",
        unset: ""
    );
    private static readonly Option<string> s_precision = Option.Word(
        "precision",
        Precisions.Single,
        Precisions.Words,
        "Numbers that matrix products and convolutions read; sums, losses, statistics and weights are f32."
    );
    private static readonly Option<int> s_threads = Option
        .WholeNumber(
            "threads",
            null,
            "Threads that compute; results have the same bits on any number.",
            atLeast: 1,
            atMost: 4096,
            unit: "threads",
            unset: "all"
        )
        .WithoutInfluence();

    static OptionSet ISettings.Options => Options;

    /// <summary>The options of the section.</summary>
    internal static OptionSet Options { get; } = OptionSet.DeclaredIn(typeof(TrainingSettings));

    /// <summary>The values of a section that says among others how a network is trained, with these in it.</summary>
    internal OptionValues In(OptionValues section) => section.Taking(Options.With(Values), Values);

    /// <summary>How often every training sample is seen; 1 or more.</summary>
    public int Epochs
    {
        get => Get(s_epochs);
        init => Values = Changed<int>(s_epochs, value);
    }

    /// <summary>Samples per step; 1 or more.</summary>
    public int Batch
    {
        get => Get(s_batch);
        init => Values = Changed<int>(s_batch, value);
    }

    /// <summary>
    /// The axis along which samples vary, such as <c>T</c>, of which those of a batch are of similar length; null where batches are mixed
    /// as they come.
    /// </summary>
    public string? SimilarLength
    {
        get => Values.Find(s_similarLength);
        init => Values = Changed(s_similarLength, value);
    }

    /// <summary>How weights follow their gradients.</summary>
    public Optimizer Optimizer
    {
        get => Chosen(s_optimizer)!;
        init => Values = Choosing(s_optimizer, value);
    }

    /// <summary>How the learning rate falls.</summary>
    public LearningRateSchedule Schedule
    {
        get => Chosen(s_schedule)!;
        init => Values = Choosing(s_schedule, value);
    }

    /// <summary>How long the learning rate rises from 0 first.</summary>
    public Warmup Warmup
    {
        get => Get(s_warmup);
        init => Values = Changed<Warmup>(s_warmup, value);
    }

    /// <summary>Largest Euclidean norm of a step's whole gradient, above 0; null for no limit.</summary>
    public double? ClipNorm
    {
        get => Values.FindNumber(s_clipNorm);
        init => Values = Changed(s_clipNorm, value);
    }

    /// <summary>Largest Euclidean norm of the weights that come into one unit, above 0; null for no limit.</summary>
    public double? MaxNorm
    {
        get => Values.FindNumber(s_maxNorm);
        init => Values = Changed(s_maxNorm, value);
    }

    /// <summary>Factor on the learning rate for each layer further from the answer, above 0, at most 1; null for one rate.</summary>
    public double? LayerDecay
    {
        get => Values.FindNumber(s_layerDecay);
        init => Values = Changed(s_layerDecay, value);
    }

    /// <summary>When a training that no longer improves is ended; null for never.</summary>
    public EarlyStoppingSettings? EarlyStopping
    {
        get => Values.Find(s_earlyStopping);
        init => Values = Changed(s_earlyStopping, value);
    }

    /// <summary>Decides initial weights, order of samples, augmentation and dropout.</summary>
    public ulong Seed
    {
        get => Get(s_seed);
        init => Values = Changed<ulong>(s_seed, value);
    }

    /// <summary>
    /// Numbers that matrix products and convolutions read, <c>f32</c> or <c>bf16</c>; sums, losses, statistics and weights are float32.
    /// </summary>
    public string Precision
    {
        get => Get(s_precision);
        init => Values = Changed(s_precision, value);
    }

    /// <summary>Threads that compute, 1 or more; null for all that the machine has.</summary>
    public int? Threads
    {
        get => Values.FindNumber(s_threads);
        init => Values = Changed(s_threads, value);
    }

    static void ISettings.Check(SettingsCheck check) => Check(check);

    /// <summary>Rules that concern several options at once; they hold wherever training options are.</summary>
    internal static void Check(SettingsCheck check)
    {
        var values = check.Values;
        if (
            values.TryGet(s_warmup, out var warmup)
            && values.TryGet(s_epochs, out var epochs)
            && !warmup.IsInSteps
            && warmup.Amount > 0
            && warmup.Amount >= epochs
        )
        {
            check.Report(s_warmup.Key, $"a warm-up of {warmup} leaves nothing of {epochs} epochs", "Shorten the warm-up, or train longer.");
        }

        if (new TrainingSettings { Values = values }.Chosen(s_optimizer) is Sgd { Nesterov: true, Momentum: 0 })
        {
            check.Report(
                Sgd.NesterovKey,
                "nesterov looks ahead along the momentum, and momentum is 0",
                "Give a momentum such as 0.9, or turn nesterov off."
            );
        }
    }
}

using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Options;

namespace Decant.Tasks.Detection;

/// <summary>
/// What a teacher finds at each place: its scores as targets of a focal loss, w·T²·|p − q|·(−p·ln q − (1 − p)·ln(1 − q)), p = σ(t/T), q =
/// σ(s/T), summed over places and classes (Wang et al. 2023, "CrossKD", arXiv:2306.11369, its loss of classes), over the sum of m; plus
/// localisation distillation (<see cref="LocalisationLoss"/>). m = max over C of σ(t) tells foreground from background without labels, and
/// w = foreground·m + background·(1 − m).
/// </summary>
public sealed record DetectionSoftTargetsLoss : DistillationLoss
{
    private static readonly Option<ScheduledNumber> s_temperature = TemperatureOption.Of(1);
    private static readonly Option<double> s_foreground = Option.Number(
        "foreground",
        1,
        "The weight of places where the teacher finds something.",
        atLeast: 0,
        unit: "factor"
    );
    private static readonly Option<double> s_background = Option.Number(
        "background",
        1,
        "The weight of places where it finds nothing.",
        atLeast: 0,
        unit: "factor"
    );
    private static readonly Option<double> s_localisation = Option.Number(
        "localisation",
        0.25,
        "The weight of localisation distillation in the loss; 0 for none.",
        atLeast: 0,
        unit: "factor"
    );
    private static readonly Option<double> s_distances = Option.Number(
        "distance-temperature",
        10,
        "The temperature of localisation distillation.",
        above: 0,
        atMost: 1000
    );

    /// <summary>The loss <c>detection-soft-targets</c>.</summary>
    public DetectionSoftTargetsLoss()
        : base(
            new LossFacts(
                "detection-soft-targets",
                "The teacher's scores at every place, and where it sees the edges of things.",
                "T²·Σ w·|p − q|·(−p·ln q − (1 − p)·ln(1 − q)) / Σ m + localisation·LD, p = σ(t/T), q = σ(s/T), m = max_C σ(t)"
            )
            {
                Weight = 1,
                HasSquaredTemperature = true,
                Unit = "nats per thing",
                Shapes = "student, teacher [N, C, L] and distances [N, L, 4·bins]",
                Paper = "Wang et al. 2023, arXiv:2306.11369; Zheng et al. 2021, arXiv:2102.12252",
                Published = "1 next to labels 1 (CrossKD, GFL on COCO)",
            }
        ) { }

    /// <summary>Divides the logits of classes before the sigmoid; above 0, at most 1000.</summary>
    public ScheduledNumber Temperature
    {
        get => Get(s_temperature);
        init => Values = Changed<ScheduledNumber>(s_temperature, value);
    }

    /// <summary>The weight of places where the teacher finds something; at least 0.</summary>
    public double Foreground
    {
        get => Get(s_foreground);
        init => Values = Changed<double>(s_foreground, value);
    }

    /// <summary>The weight of places where it finds nothing; at least 0.</summary>
    public double Background
    {
        get => Get(s_background);
        init => Values = Changed<double>(s_background, value);
    }

    /// <summary>The weight of localisation distillation in the loss, 0 for none; at least 0.</summary>
    public double Localisation
    {
        get => Get(s_localisation);
        init => Values = Changed<double>(s_localisation, value);
    }

    /// <summary>The temperature of localisation distillation; above 0, at most 1000.</summary>
    public double DistanceTemperature
    {
        get => Get(s_distances);
        init => Values = Changed<double>(s_distances, value);
    }

    /// <inheritdoc/>
    public override bool NeedsTeacher => true;

    /// <inheritdoc/>
    public override string? TrainedState => "it compares two heads of a detector";

    /// <inheritdoc/>
    public override AnswerMeaning? Compares => ObjectDetection.FoundBoxes;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        var scale = signals.Scale(signals.Number("temperature", Temperature));
        var (teacher, student) = (signals.RequireTeacher(Name), signals.StudentLogits);
        var (t, s) = (scale.Soften(teacher), scale.Soften(student));
        var p = t.Sigmoid();
        var isFound = LocalisationLoss.Found(teacher);
        var weight = (isFound * Foreground) + ((1 - isFound) * Background);

        // The mean over all places times their number, over the things that the teacher finds; it finds more than nothing.
        var focal = (p - s.Sigmoid()).Abs() * (s.Softplus() - (p * s)) * weight;
        var perPlace = isFound.ReduceMean();
        var loss = scale.Reduce(focal) / perPlace;
        return Localisation == 0 ? loss : loss + (LocalisationLoss.Of(signals, Name, DistanceTemperature) * Localisation);
    }
}

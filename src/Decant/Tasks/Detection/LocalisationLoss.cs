using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Options;

namespace Decant.Tasks.Detection;

/// <summary>
/// Localisation distillation: T²·Σ m·(mean over the four sides of Σ p·(ln p − ln q)) / Σ m, with p and q the softmax over the bins of
/// teacher's and student's distances over T, in nats; places weigh m = max over C of the teacher's scores, so that background teaches
/// nothing. Zheng et al. 2021, "Localization Distillation for Dense Object Detection", arXiv:2102.12252.
/// </summary>
public sealed record LocalisationLoss : DistillationLoss
{
    private static readonly Option<ScheduledNumber> s_temperature = TemperatureOption.Of(10);

    /// <summary>The loss <c>localisation</c>.</summary>
    public LocalisationLoss()
        : base(
            new LossFacts(
                "localisation",
                "Where the teacher sees the edges of things, as probabilities of distances.",
                "T²·Σ m·mean_4 Σ_bins p·(ln p − ln q) / Σ m, m = max_C σ(t)"
            )
            {
                Weight = 0.25,
                HasSquaredTemperature = true,
                Unit = "nats per side",
                Shapes = "distances of student, teacher [N, L, 4·bins]; the teacher's logits [N, C, L]",
                Paper = "Zheng et al. 2021, arXiv:2102.12252",
                Published = "0.25 next to labels 1, T = 10 (GFL on COCO)",
            }
        ) { }

    /// <summary>Divides the logits of both before the softmax: the higher, the softer; above 0, at most 1000.</summary>
    public ScheduledNumber Temperature
    {
        get => Get(s_temperature);
        init => Values = Changed<ScheduledNumber>(s_temperature, value);
    }

    /// <inheritdoc/>
    public override bool NeedsTeacher => true;

    /// <inheritdoc/>
    public override string? TrainedState => "it compares two heads of a detector";

    /// <inheritdoc/>
    public override AnswerMeaning? Compares => ObjectDetection.FoundBoxes;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals) => Of(signals, Name, signals.Number("temperature", Temperature));

    /// <summary>The formula.</summary>
    internal static Value Of(LossSignals signals, string loss, LossNumber temperature)
    {
        var (student, teacher) = (signals.Student(ObjectDetection.Distances), signals.Teacher(ObjectDetection.Distances));
        if (!student.Shape.Equals(teacher.Shape))
        {
            throw new DecantException(
                $"{loss}: expected distances {student.Shape} of the teacher, as the student has them, received "
                    + $"{teacher.Shape}. Give both the "
                    + "same levels and bins."
            );
        }

        var (n, count, bins) = (student.Shape[0], student.Shape[1], student.Shape[2].Size / 4);
        var rows = new Shape(n * count * 4, bins);
        var isFound = Found(signals.RequireTeacher(loss));
        var sides = isFound.BroadcastTo(new Shape(isFound.Shape[0], 4)).Reshape(new Shape(rows[0]));
        var scale = new SoftTargetScale(temperature, Counted: sides);
        return scale.DivergenceOfLogits(teacher.Reshape(rows), student.Reshape(rows));
    }

    /// <summary>How sure the teacher is that something is at a place: rows [N·L, C] to [N·L, 1], 0 to 1.</summary>
    internal static Value Found(Value teacher) => teacher.Sigmoid().ReduceMax([1], keepDimensions: true);
}

using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>
/// T²/(N·C)·Σ over channels of KL(p‖q), p and q the softmax of a channel's map over H·W at temperature T. Shu et al. 2020, "Channel-wise
/// Knowledge Distillation for Dense Prediction", arXiv:2011.13256.
/// </summary>
public sealed record ChannelWiseLoss : HintPairLoss
{
    private static readonly Option<ProjectionChoice> s_projection = HintProjection.Choice;
    private static readonly Option<ScheduledNumber> s_temperature = TemperatureOption.Of(4);

    /// <summary>The loss <c>cwd</c>.</summary>
    public ChannelWiseLoss()
        : base(
            new LossFacts(
                "cwd",
                "Where each channel of the teacher looks, as a distribution over the image.",
                "T²/(N·C)·Σ_C KL(p‖q), p and q over H·W"
            )
            {
                Weight = 3,
                HasSquaredTemperature = true,
                Unit = "nats per channel",
                Shapes = "student, teacher [N, C, H, W]; projected where they differ",
                Paper = "Shu et al. 2020, arXiv:2011.13256",
                Published = "3 next to labels 1, T = 4, on maps of classes (the authors' program, Cityscapes)",
                Caution =
                    "It is made for maps of classes, one channel each, in long trainings. On features of a small "
                    + "student, in 150 steps, the weight times T² drowns the labels, "
                    + "and the student ends below one that learns alone; after 600 it is even. With 0.1 it gains.",
            }
        ) { }

    /// <summary>Whether the student's value is projected to the teacher's shape by weights that are trained and never exported.</summary>
    public ProjectionChoice Projection
    {
        get => Get(s_projection);
        init => Values = Changed<ProjectionChoice>(s_projection, value);
    }

    /// <summary>Divides the logits of both before the softmax: the higher, the softer; above 0, at most 1000.</summary>
    public ScheduledNumber Temperature
    {
        get => Get(s_temperature);
        init => Values = Changed<ScheduledNumber>(s_temperature, value);
    }

    private protected override HintMatching Matching => new HintProjection(Projection, OnlyImages: true);

    private protected override string? Silence(Shape teacher) => ImageMatching.SilenceOf(teacher);

    private protected override Value Build(LossSignals signals, Value student, Value teacher)
    {
        var scale = new SoftTargetScale(signals.Number("temperature", Temperature));
        var lnP = scale.Soften(Maps(teacher)).LogSoftmax();
        var lnQ = scale.Soften(Maps(student)).LogSoftmax();
        return scale.Reduce(lnP.Exp() * (lnP - lnQ));
    }

    // One row per sample and channel.
    private static Value Maps(Value images) =>
        images.Reshape(new Shape(images.Shape[0] * images.Shape[1], images.Shape[2] * images.Shape[3]));
}

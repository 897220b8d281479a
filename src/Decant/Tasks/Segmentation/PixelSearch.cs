using System.Globalization;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Evaluation;

namespace Decant.Tasks.Segmentation;

/// <summary>What is asked about a network from elsewhere that answers a class for each pixel.</summary>
internal sealed class PixelSearch : AnswerSearch
{
    public override string Judge => NegativeLogLikelihood.Facts.Name;

    public override bool IsActivation(Operator candidate) => candidate is Softmax { Axis: 1 or -3 } or LogSoftmax { Axis: 1 or -3 };

    // [N, C, H, W]
    public override int? SizeOf(Value value) =>
        value.Shape.Rank == 4 && value.Shape.Skip(1).All(size => size.IsStatic) ? value.Shape[1].Size : null;

    // Logarithms are what a softmax makes probabilities of again; sums over classes tell no more than the range does.
    public override AnswerForm FormOf(IReadOnlyList<float[]> rows) =>
        rows.All(row => row.All(answer => answer is >= 0 and <= 1)) ? AnswerForm.Probabilities : AnswerForm.Logits;

    public override string? Refusal(IReadOnlyList<float[]> rows) =>
        rows.All(row => row.All(answer => answer is >= 0 and <= 1))
            ? "Teacher: expected logits, received probabilities: every answer is between 0 and 1. "
                + "A softmax of probabilities is nearly even, and the student would learn next to nothing. Export the "
                + "value before the softmax as 'logits'."
            : null;

    // Answering one class everywhere has the union of all pixels in that class, and nothing in the others.
    public override string? ChanceProblem(TeacherTrial trial)
    {
        var result = trial.Result();
        var (reached, confusion) = (result.Metric(MeanIntersectionOverUnion.Facts.Name)!.Value, result.Confusion!);
        var occurring = Enumerable
            .Range(0, confusion.Classes)
            .Select(c => confusion.Row(c).ToArray().Sum())
            .Where(pixels => pixels > 0)
            .ToArray();
        var alone = occurring.Max() / (double)confusion.Total / occurring.Length;
        return reached > alone
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"the teacher's mean intersection over union is {100 * reached:0.0} % on the validation samples, "
                    + $"and answering the most frequent class for every pixel has {100 * alone:0.0} %. "
                    + $"Its answers teach little: train it longer, or check its file and preprocessing."
            );
    }
}

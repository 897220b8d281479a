using Decant.Losses;
using Decant.Losses.Hints;
using Decant.Options;

namespace Decant.Tests.Losses.Hints;

/// <summary>Every loss of hidden values, in every form, on arrays for which PyTorch's value and derivatives are known.</summary>
internal static class HintLossCases
{
    private static readonly OptionValues s_pair = OptionValues
        .Empty.With(HintPairLoss.TeacherValue, "e")
        .With(HintPairLoss.StudentValue, "h");
    private static readonly OptionValues s_review = OptionValues
        .Empty.With(ReviewLoss.Teacher, Names("e1", "e2"))
        .With(ReviewLoss.Student, Names("h1", "h2"))
        .With(ReviewLoss.Width, 3);
    private static readonly OptionValues s_heads = OptionValues
        .Empty.With(AttentionRelationsLoss.Teacher, Names("q", "k", "v"))
        .With(AttentionRelationsLoss.Student, Names("q", "k", "v"));

    private static readonly Dictionary<string, HintLossCase> s_all = new HintLossCase[]
    {
        Pair("hint"),
        Pair("hint, wider"),
        Pair("hint, larger images"),
        Pair("hint, smaller images"),
        Pair("hint, images of equal channels"),
        Pair("hint, an image and a vector"),
        Pair("hint, a vector and an image"),
        Pair("hint-cosine"),
        Pair("hint-cosine, images"),
        Pair("pkd"),
        Pair("pkd, sequences"),
        Pair("attention-transfer"),
        Pair("attention-transfer, resized"),
        new("attention-transfer, norm", new AttentionTransferLoss(), s_pair.With(AttentionTransferLoss.Form, AttentionTransferForm.Norm)),
        Pair("rkd-distance"),
        Pair("rkd-distance, images"),
        Pair("rkd-angle"),
        Pair("similarity-preserving"),
        Pair("pkt"),
        Pair("nst"),
        Pair("nst, other channels and sizes"),
        Pair("cwd"),
        Pair("contrastive"),
        Pair("vid"),
        Pair("vid, images"),
        new("review-kd", new ReviewLoss(), s_review),
        Pair("hidden-states"),
        Pair("attention-maps"),
        new("attention-relations", new AttentionRelationsLoss(), s_heads),
        new(
            "attention-relations, self-relations of other heads",
            new AttentionRelationsLoss(),
            s_heads.With(AttentionRelationsLoss.Form, AttentionRelationForm.SelfRelations)
        ),
    }.ToDictionary(@case => @case.Name);

    public static TheoryData<string> All => [.. s_all.Keys];

    public static TheoryData<string> WithWeights => [.. s_all.Values.Where(@case => @case.HasWeights).Select(@case => @case.Name)];

    public static IEnumerable<DistillationLoss> Losses => s_all.Values.Select(@case => @case.Loss);

    public static HintLossCase Of(string name) => s_all[name];

    private static HintLossCase Pair(string name) => new(name, DistillationLosses.All.Find(name.Split(',')[0]), s_pair);

    private static ValueList<string> Names(params string[] names) => new(names);
}

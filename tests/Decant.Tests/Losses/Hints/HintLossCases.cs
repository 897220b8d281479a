using Decant.Losses;
using Decant.Losses.Hints;
using Decant.Options;

namespace Decant.Tests.Losses.Hints;

/// <summary>Every loss of hidden values, in every form, on arrays for which PyTorch's value and derivatives are known.</summary>
internal static class HintLossCases
{
    private static readonly AttentionRelationsLoss s_heads = new() { Teacher = Names("q", "k", "v"), Student = Names("q", "k", "v") };

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
        new("attention-transfer, norm", Pair(new AttentionTransferLoss { Form = AttentionTransferForm.Norm })),
        Pair("rkd-distance"),
        Pair("rkd-distance, images"),
        Pair("rkd-angle"),
        Pair("similarity-preserving"),
        Pair("pkt"),
        Pair("nst"),
        Pair("nst, other channels and sizes"),
        Pair("cwd"),
        Pair("pairwise"),
        Pair("contrastive"),
        Pair("vid"),
        Pair("vid, images"),
        new(
            "review-kd",
            new ReviewLoss
            {
                Teacher = Names("e1", "e2"),
                Student = Names("h1", "h2"),
                Width = 3,
            }
        ),
        Pair("hidden-states"),
        Pair("attention-maps"),
        new("attention-relations", s_heads),
        new("attention-relations, self-relations of other heads", s_heads with { Form = AttentionRelationForm.SelfRelations }),
    }.ToDictionary(@case => @case.Name);

    public static TheoryData<string> All => [.. s_all.Keys];

    public static TheoryData<string> WithWeights => [.. s_all.Values.Where(@case => @case.HasWeights).Select(@case => @case.Name)];

    public static IEnumerable<DistillationLoss> Losses => s_all.Values.Select(@case => @case.Loss);

    public static HintLossCase Of(string name) => s_all[name];

    private static HintLossCase Pair(string name) => new(name, Pair(DistillationLosses.All.Find(name.Split(',')[0])));

    private static DistillationLoss Pair(DistillationLoss loss) => (HintPairLoss)loss with { Teacher = "e", Student = "h" };

    private static ValueList<string> Names(params string[] names) => new(names);
}

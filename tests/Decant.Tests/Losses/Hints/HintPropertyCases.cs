using Decant.Losses;
using Decant.Losses.Hints;
using Decant.Options;
using FsCheck;
using static Decant.Tests.Losses.Hints.HintTraits;

namespace Decant.Tests.Losses.Hints;

/// <summary>Every loss of hidden values that arrays alone decide, with what holds for it. One that is not here fails a test.</summary>
internal static class HintPropertyCases
{
    private const HintTraits Attention = ZeroAtEquality | NeverNegative | Symmetric | ScaleOfEach | Channels | Places;

    private static readonly ValueList<string> s_names = new(["q", "k", "v"]);
    private static readonly AttentionRelationsLoss s_heads = new() { Teacher = s_names, Student = s_names };

    private static readonly Dictionary<string, HintPropertyCase> s_all = new HintPropertyCase[]
    {
        Pair("hint", HintShapes.Vectors, 1, MeanSquare),
        Pair("hint, sequences", HintShapes.Sequences, 1, MeanSquare),
        Pair("hint, images", HintShapes.Images, 3, MeanSquare | Places),
        Pair("hidden-states", HintShapes.Sequences, 1, MeanSquare),
        Pair("attention-maps", HintShapes.Images, 3, MeanSquare | Places),
        Pair("hint-cosine", HintShapes.Vectors, 1, Angle),
        Pair("hint-cosine, sequences", HintShapes.Sequences, 1, Angle),
        Pair("hint-cosine, images", HintShapes.Images, 3, Angle | Places),
        Pair("pkd", HintShapes.Vectors, 1, Angle),
        Pair("pkd, sequences", HintShapes.Sequences, 1, Angle),
        Pair("pkd, images", HintShapes.Images, 3, Angle | Places),
        Pair("contrastive", HintShapes.Vectors, 1, NeverNegative | ScaleOfEach | JointRotation),
        Pair("attention-transfer", HintShapes.ImagesOfAnyChannels, 3, Attention),
        Pair("attention-transfer, norm", HintShapes.ImagesOfAnyChannels, 3, Attention) with
        {
            Loss = Pair(new AttentionTransferLoss { Form = AttentionTransferForm.Norm }),
        },
        Pair(
            "nst",
            HintShapes.ImagesOfAnyChannels,
            2,
            ZeroAtEquality | NeverNegative | Symmetric | ScaleOfEach | JointRotation | Channels | Places
        ),
        Pair("cwd", HintShapes.Images, 2, ZeroAtEquality | NeverNegative | ConstantOfEach | Places),
        Pair("pairwise", HintShapes.ImagesOfAnyChannels, 3, Attention) with
        {
            Loss = Pair(new PairwiseSimilarityLoss { Node = 1 }),
        },
        Pair("rkd-distance", HintShapes.VectorsOfAnyWidth, 1, Relation),
        Pair("rkd-angle", HintShapes.VectorsOfAnyWidth, 1, Relation),
        Pair("similarity-preserving", HintShapes.VectorsOfAnyWidth, 1, ZeroAtEquality | NeverNegative | Symmetric | Scale | Rotation),
        // The 10⁻⁷ added to the length and inside the logarithm is felt where two samples are opposite to each other, which after a
        // rectifier they never are.
        Pair("pkt", HintShapes.VectorsOfAnyWidth, 1, NeverNegative | Rotation) with
        {
            Tolerance = 1e-6,
        },
        Pair("pkt, rectified", HintShapes.VectorsOfAnyWidth, 1, ZeroAtEquality | NeverNegative | ScaleOfEach) with
        {
            Tolerance = 1e-5,
            IsRectified = true,
        },
        new("attention-relations", s_heads, HintShapes.Heads, 1, ZeroAtEquality | NeverNegative | Rotation | Places),
        new(
            "attention-relations, self-relations",
            s_heads with
            {
                Form = AttentionRelationForm.SelfRelations,
            },
            HintShapes.Heads,
            1,
            ZeroAtEquality | NeverNegative | Rotation | Places
        ),
    }.ToDictionary(@case => @case.Name);

    public static TheoryData<string> Names => [.. s_all.Keys];

    public static IEnumerable<string> Losses => s_all.Values.Select(@case => @case.Loss.Name);

    public static HintPropertyCase Of(string name) => s_all[name];

    /// <summary>The names of the cases of which something holds.</summary>
    public static TheoryData<string> With(HintTraits traits) =>
        [.. s_all.Values.Where(@case => (@case.Traits & traits) == traits).Select(@case => @case.Name)];

    private static HintPropertyCase Pair(string name, Gen<HintShapes> shapes, int vectorAxes, HintTraits traits) =>
        new(name, Pair(DistillationLosses.All.Find(name.Split(',')[0])), shapes, vectorAxes, traits);

    private static DistillationLoss Pair(DistillationLoss loss) =>
        (HintPairLoss)loss with
        {
            Teacher = HintShapes.Value,
            Student = HintShapes.Value,
        };
}

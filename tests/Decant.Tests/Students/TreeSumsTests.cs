using Decant.Engine.Graphs;
using Decant.Engine.Randomness;
using Decant.LightGbm;
using Decant.Students;
using Decant.Teachers;
using Decant.Tests.Shared;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Decant.Tests.Students;

/// <summary>Trees as a graph: next to plain walks through them, and LightGBM's next to ML.NET's own answers.</summary>
public sealed class TreeSumsTests
{
    private const int Rows = 300,
        Width = 4;

    private static readonly float[] s_features = Draw();

    [Theory]
    [InlineData("managed")]
    [InlineData("reference")]
    public void A_graph_walks_as_a_loop_through_trees_of_different_depth_and_of_one_leaf(string device)
    {
        DecisionTree[] first =
        [
            new([1, 0, 2], [0.1f, -0.5f, 0.7f], [1, ~0, ~1], [2, ~2, ~3], [1, 2, 3, 4]),
            new([3], [0], [~0], [~1], [10, 20]),
        ];
        DecisionTree[] second = [new([], [], [], [], [0.5f])];
        var answers = Answers([first, second], device);
        for (var n = 0; n < Rows; n++)
        {
            Assert.Equal(first.Sum(tree => Walk(tree, n)), answers[n * 2], 1e-5);
            Assert.Equal(0.5f, answers[(n * 2) + 1]);
        }
    }

    [Fact]
    public void Trees_of_yes_or_no_answer_with_the_probability_of_ML_NET()
    {
        var learning = Learning(isYesOrNo: true);
        var (trees, model) = LightGbmTrees.Grow(learning);
        var context = new MLContext(1);
        var theirs = model.Transform(LightGbmTrees.Rows(learning, context)).GetColumn<float>("Probability").ToArray();
        var ours = Answers([trees], "managed");
        Assert.Equal(21, trees.Count);
        Assert.InRange(theirs.Max() - theirs.Min(), 0.5, 1);
        Assert.All(ours.Index(), logit => Assert.Equal(theirs[logit.Index], 1 / (1 + Math.Exp(-logit.Item)), 1e-5));
    }

    [Fact]
    public void Trees_of_numbers_answer_with_the_score_of_ML_NET()
    {
        var learning = Learning(isYesOrNo: false);
        var (trees, model) = LightGbmTrees.Grow(learning);
        var theirs = model.Transform(LightGbmTrees.Rows(learning, new MLContext(1))).GetColumn<float>("Score").ToArray();
        Assert.InRange(theirs.Max() - theirs.Min(), 1, 10);
        Assert.All(Answers([trees], "managed").Index(), number => Assert.Equal(theirs[number.Index], number.Item, 1e-5));
    }

    [Fact]
    public void The_same_seed_grows_the_same_trees()
    {
        var (one, other) = (LightGbmTrees.Grow(Learning(true)).Trees, LightGbmTrees.Grow(Learning(true)).Trees);
        Assert.Equal(one.SelectMany(tree => tree.Leaves), other.SelectMany(tree => tree.Leaves));
    }

    private static TreeLearning Learning(bool isYesOrNo) =>
        new(
            s_features,
            Width,
            [
                .. Enumerable
                    .Range(0, Rows)
                    .Select(n => s_features[n * Width] + (s_features[(n * Width) + 1] * s_features[(n * Width) + 2]))
                    .Select(number =>
                        !isYesOrNo ? number
                        : number > 0.2 ? 1
                        : 0
                    ),
            ]
        )
        {
            IsYesOrNo = isYesOrNo,
            Trees = 20,
            Leaves = 7,
            Shrinkage = 0.2,
            FewestInLeaf = 5,
            Seed = 1,
            Threads = 1,
        };

    private static float[] Answers(IReadOnlyList<IReadOnlyList<DecisionTree>> answers, string device)
    {
        var graph = new Graph("trees");
        graph.AddOutput(TreeSums.Of(graph.AddInput("input", ElementType.Float32, new Shape("N", Width)), answers), "sums");
        using var input = Tensor.From<float>(s_features, Rows, Width);
        return GraphRun.Of(graph, new Dictionary<string, Tensor> { ["input"] = input }, device)["sums"].Span<float>().ToArray();
    }

    private static double Walk(DecisionTree tree, int n)
    {
        var node = tree.Features.Length == 0 ? ~0 : 0;
        while (node >= 0)
        {
            node = s_features[(n * Width) + tree.Features[node]] <= tree.Thresholds[node] ? tree.Left[node] : tree.Right[node];
        }

        return tree.Leaves[~node];
    }

    private static float[] Draw()
    {
        var random = new RandomStream(4, "features");
        var numbers = new float[Rows * Width];
        foreach (ref var number in numbers.AsSpan())
        {
            number = (float)random.NextNormal();
        }

        return numbers;
    }
}

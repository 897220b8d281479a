using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Students;

/// <summary>
/// Sums of decision trees as a graph: all trees take a step at once, each from its node to the next, as often as the deepest needs. A leaf
/// is a node that is followed by itself.
/// </summary>
internal static class TreeSums
{
    /// <summary>The sum of the leaves that a sample comes to.</summary>
    /// <param name="features">Float32 [N, D].</param>
    /// <param name="answers">For each answer its trees, one or more.</param>
    /// <returns>Float32 [N, C], C answers.</returns>
    public static Value Of(Value features, IReadOnlyList<IReadOnlyList<DecisionTree>> answers)
    {
        DecisionTree[] trees = [.. answers.SelectMany(own => own)];
        var nodes = new Nodes(trees);
        var graph = features.Graph;
        var (asked, thresholds) = (Whole("trees.features", nodes.Features), Floats("trees.thresholds", nodes.Thresholds));
        var (left, right) = (Whole("trees.left", nodes.Left), Whole("trees.right", nodes.Right));

        // The first step: every sample is at the root of every tree.
        var place = features
            .Gather(Whole("trees.roots.features", nodes.OfRoots(nodes.Features)), 1)
            .IsAtMost(Row("trees.roots.thresholds", nodes.OfRoots(nodes.Thresholds)))
            .Where(Row("trees.roots.left", nodes.OfRoots(nodes.Left)), Row("trees.roots.right", nodes.OfRoots(nodes.Right)));
        for (var step = 1; step < trees.Max(tree => tree.Depth); step++)
        {
            place = features
                .GatherElements(asked.Gather(place), 1)
                .IsAtMost(thresholds.Gather(place))
                .Where(left.Gather(place), right.Gather(place));
        }

        // A column for each answer, 1 where a tree is one of its trees.
        var sums = new float[trees.Length * answers.Count];
        for (var (tree, answer) = (0, 0); answer < answers.Count; answer++)
        {
            for (var own = 0; own < answers[answer].Count; own++)
            {
                sums[(tree++ * answers.Count) + answer] = 1;
            }
        }

        var values = Floats("trees.leaves", nodes.Leaves).Gather(place);
        return values.MatMul(graph.AddInitializer("trees.sums", Tensor.From<float>(sums, trees.Length, answers.Count)));

        Value Whole(string name, long[] numbers) => graph.AddInitializer(name, Tensor.From<long>(numbers, numbers.Length));
        Value Floats(string name, float[] numbers) => graph.AddInitializer(name, Tensor.From<float>(numbers, numbers.Length));
        Value Row<T>(string name, T[] numbers)
            where T : unmanaged => graph.AddInitializer(name, Tensor.From<T>(numbers, 1, numbers.Length));
    }

    // The nodes of all trees, then their leaves, in one row.
    private sealed class Nodes
    {
        private readonly int[] _roots;

        public Nodes(DecisionTree[] trees)
        {
            var (features, thresholds, left, right, leaves) = (
                new List<long>(),
                new List<float>(),
                new List<long>(),
                new List<long>(),
                new List<float>()
            );
            _roots = new int[trees.Length];
            foreach (var (index, tree) in trees.Index())
            {
                var start = features.Count;
                var firstLeaf = start + tree.Features.Length;
                _roots[index] = start;
                long Place(int next) => next < 0 ? firstLeaf + ~next : start + next;
                features.AddRange(tree.Features.Select(feature => (long)feature));
                thresholds.AddRange(tree.Thresholds);
                left.AddRange(tree.Left.Select(Place));
                right.AddRange(tree.Right.Select(Place));
                leaves.AddRange(new float[tree.Features.Length]);
                for (var leaf = 0; leaf < tree.Leaves.Length; leaf++)
                {
                    features.Add(0);
                    thresholds.Add(float.PositiveInfinity);
                    left.Add(firstLeaf + leaf);
                    right.Add(firstLeaf + leaf);
                    leaves.Add(tree.Leaves[leaf]);
                }
            }

            (Features, Thresholds, Left, Right, Leaves) = ([.. features], [.. thresholds], [.. left], [.. right], [.. leaves]);
        }

        public long[] Features { get; }

        public float[] Thresholds { get; }

        public long[] Left { get; }

        public long[] Right { get; }

        public float[] Leaves { get; }

        public T[] OfRoots<T>(T[] numbers) => [.. _roots.Select(root => numbers[root])];
    }
}

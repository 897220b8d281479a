using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;
using Decant.Losses;
using Decant.Losses.Hints;
using Decant.Options;
using Decant.Tests.Shared;

namespace Decant.Tests.Losses.Hints;

/// <summary>
/// Losses of hidden values of texts of unequal lengths, against their formulas in plain loops over the tokens that are there, and against
/// central differences. After a text's end there are numbers a hundred times as large.
/// </summary>
public class PlacesTests
{
    private const int Texts = 3,
        Length = 5,
        Heads = 2,
        PerHead = 3,
        Width = Heads * PerHead;
    private static readonly int[] s_lengths = [5, 2, 3];

    private static readonly ValueList<string> s_joined = new(["q", "k", "v"]),
        s_apart = new(["qh", "kh", "vh"]);

    private static readonly Dictionary<string, Shape> s_shapes = new()
    {
        ["h"] = new("N", "T", Width),
        ["q"] = new("N", "T", Width),
        ["k"] = new("N", "T", Width),
        ["v"] = new("N", "T", Width),
        ["qh"] = new("N", Heads, "T", PerHead),
        ["kh"] = new("N", Heads, "T", PerHead),
        ["vh"] = new("N", Heads, "T", PerHead),
        ["scores"] = new("N", Heads, "T", "T"),
    };

    private static readonly Dictionary<string, (HintLoss Loss, Func<Numbers, Numbers, double> Formula)> s_cases = new()
    {
        ["hidden-states"] = (Pair(new HiddenStatesLoss(), "h"), MeanSquare),
        ["hint"] = (Pair(new HintRegressionLoss(), "h"), MeanSquare),
        ["pkd"] = (Pair(new PatientDistillationLoss(), "h"), (s, t) =>
            Tokens().Average(at => 2 * (1 - Cosine(s.Row("h", at), t.Row("h", at))))
        ),
        ["hint-cosine"] = (Pair(new HintCosineLoss(), "h"), (s, t) => Tokens().Average(at => 1 - Cosine(s.Row("h", at), t.Row("h", at)))),
        ["rkd-distance"] = (Pair(new RelationalDistanceLoss(), "h"), MeanDistances),
        ["attention-maps"] = (Pair(new AttentionMapsLoss(), "scores"), (s, t) =>
            Tokens()
                .SelectMany(at =>
                    from head in Enumerable.Range(0, Heads)
                    from key in Enumerable.Range(0, s_lengths[at.N])
                    select Square(s["scores", at.N, head, at.T, key] - t["scores", at.N, head, at.T, key])
                )
                .Average()
        ),
        ["attention-relations"] = (new AttentionRelationsLoss { Teacher = s_apart, Student = s_apart }, (s, t) =>
            Relation(s, t, "qh", "kh") + Relation(s, t, "vh", "vh")
        ),
        ["attention-relations, self-relations"] = (
            new AttentionRelationsLoss
            {
                Teacher = s_apart,
                Student = s_apart,
                Form = AttentionRelationForm.SelfRelations,
            },
            (s, t) => Relation(s, t, "qh", "qh") + Relation(s, t, "kh", "kh") + Relation(s, t, "vh", "vh")
        ),
        ["attention-relations, joined"] = (
            new AttentionRelationsLoss
            {
                Teacher = s_joined,
                Student = s_joined,
                RelationHeads = Heads,
            },
            (s, t) => Relation(s, t, "q", "k") + Relation(s, t, "v", "v")
        ),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_value_is_that_of_the_formula_over_the_tokens_that_are_there(string name)
    {
        var (loss, formula) = s_cases[name];
        var (student, teacher) = (new Numbers("student"), new Numbers("teacher"));
        var (value, _) = Run(loss, student, teacher);
        Assert.Equal(formula(student, teacher), value, 1e-9 * Math.Max(1, Math.Abs(value)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Derivatives_equal_central_differences_and_are_0_after_a_texts_end(string name)
    {
        const double step = 1e-5;
        var (loss, _) = s_cases[name];
        var (student, teacher) = (new Numbers("student"), new Numbers("teacher"));
        var gradients = Run(loss, student, teacher).Gradients;
        foreach (var (array, gradient) in gradients)
        {
            var numbers = student.Of(array);
            for (var element = 0; element < numbers.Length; element++)
            {
                var before = numbers[element];
                // What pads is so large that a step is lost in it; it must teach nothing at all.
                if (Math.Abs(before) > 50)
                {
                    Assert.Equal(0, gradient[element]);
                    continue;
                }

                numbers[element] = before + step;
                var above = Run(loss, student, teacher).Value;
                numbers[element] = before - step;
                var below = Run(loss, student, teacher).Value;
                numbers[element] = before;
                Assert.Equal((above - below) / (2 * step), gradient[element], 1e-7);
            }
        }
    }

    [Fact]
    public void Joined_values_need_a_number_of_relation_heads() =>
        Assert.Contains(
            "expected a number of relation heads",
            new AttentionRelationsLoss { Teacher = s_joined, Student = s_joined }.Problem(
                [.. s_joined.Select(name => s_shapes[name])],
                [.. s_joined.Select(name => s_shapes[name])]
            ),
            StringComparison.Ordinal
        );

    private static double MeanSquare(Numbers s, Numbers t) =>
        Tokens().SelectMany(at => s.Row("h", at).Zip(t.Row("h", at), (a, b) => Square(a - b))).Average();

    // Park et al. 2019: Huber's function of distances over their mean, between the texts' mean vectors.
    private static double MeanDistances(Numbers s, Numbers t)
    {
        var (own, wanted) = (Distances(s), Distances(t));
        return own.Zip(wanted, (a, b) => Math.Abs(a - b) < 1 ? Square(a - b) / 2 : Math.Abs(a - b) - 0.5).Average();

        static double[] Distances(Numbers numbers)
        {
            double[][] means =
            [
                .. Enumerable
                    .Range(0, Texts)
                    .Select(n =>
                        Enumerable
                            .Range(0, Width)
                            .Select(d => Enumerable.Range(0, s_lengths[n]).Average(token => numbers.Row("h", (n, token))[d]))
                            .ToArray()
                    ),
            ];
            double[] all = [.. from a in means from b in means select Math.Sqrt(a.Zip(b, (x, y) => Square(x - y)).Sum())];
            var mean = all.Where(distance => distance > 0).Average();
            return [.. all.Select(distance => distance / mean)];
        }
    }

    // mean over heads and tokens of KL(p‖q), p and q the softmax over the keys that are there of a·b/√d.
    private static double Relation(Numbers s, Numbers t, string one, string other)
    {
        return Tokens()
            .SelectMany(at => Enumerable.Range(0, Heads).Select(head => Divergence(Weights(t, at, head), Weights(s, at, head))))
            .Average();

        double[] Weights(Numbers numbers, (int N, int T) at, int head)
        {
            var query = numbers.Head(one, at, head);
            double[] powers =
            [
                .. Enumerable
                    .Range(0, s_lengths[at.N])
                    .Select(key => Math.Exp(Dot(query, numbers.Head(other, (at.N, key), head)) / Math.Sqrt(PerHead))),
            ];
            return [.. powers.Select(power => power / powers.Sum())];
        }

        static double Divergence(double[] p, double[] q) => p.Zip(q, (a, b) => a * Math.Log(a / b)).Sum();
    }

    private static (double Value, Dictionary<string, double[]> Gradients) Run(HintLoss loss, Numbers student, Numbers teacher)
    {
        var graph = new Graph("loss");
        var inputs = new Dictionary<string, Tensor>();
        Add("logits", new Shape("N", 2), new double[Texts * 2]);
        Add(
            LossSignals.FieldPrefix + "words.mask",
            new Shape("N", "T"),
            [.. Enumerable.Range(0, Texts * Length).Select(i => i % Length < s_lengths[i / Length] ? 1.0 : 0)]
        );
        foreach (var name in loss.StudentValues.Distinct())
        {
            Add(name, s_shapes[name], student.Of(name));
            Add(LossSignals.TeacherPrefix + name, s_shapes[name], teacher.Of(name));
        }

        var signals = new LossSignals(graph["logits"])
        {
            FindStudent = graph.Find,
            AxisMasks = new Dictionary<string, string> { ["T"] = "words.mask" },
            Fields = new Dictionary<string, TensorType> { ["words.mask"] = new(ElementType.Float32, new Shape("N", "T")) },
        };
        var value = graph.AddOutput(loss.Build(signals), "value");
        Value[] variables = [.. loss.StudentValues.Distinct().Select(name => graph[name])];
        foreach (var (variable, gradient) in variables.Zip(value.Differentiate(variables)))
        {
            graph.AddOutput(gradient.Identity(), $"gradient/{variable.Name}");
        }

        var outputs = GraphRun.Of(graph, inputs, "reference");
        return (
            outputs["value"].Span<double>()[0],
            variables.ToDictionary(variable => variable.Name, variable => outputs[$"gradient/{variable.Name}"].Span<double>().ToArray())
        );

        void Add(string name, Shape shape, double[] numbers)
        {
            graph.AddInput(name, ElementType.Float64, shape);
            var sizes = new Dictionary<string, int> { ["N"] = Texts, ["T"] = Length };
            inputs[name] = Tensor.From<double>(numbers, [.. shape.Select(size => size.Resolve(sizes))]);
        }
    }

    private static IEnumerable<(int N, int T)> Tokens() =>
        from n in Enumerable.Range(0, Texts)
        from t in Enumerable.Range(0, s_lengths[n])
        select (n, t);

    private static double Square(double x) => x * x;

    private static double Cosine(double[] a, double[] b) => Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b));

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static HintLoss Pair(HintPairLoss loss, string value) => loss with { Teacher = value, Student = value };

    // The arrays of a network.
    private sealed class Numbers(string network)
    {
        private readonly Dictionary<string, double[]> _arrays = [];

        // Of [N, T, W], [N, heads, T, D] and [N, heads, T, T].
        public double[] Of(string name)
        {
            if (!_arrays.TryGetValue(name, out var numbers))
            {
                var stream = new RandomStream(9, $"{network} {name}");
                var (heads, last) = s_shapes[name] switch
                {
                    { Rank: 3 } => (1, Width),
                    [_, _, _, { IsStatic: true }] => (Heads, PerHead),
                    _ => (Heads, Length),
                };
                numbers = new double[Texts * heads * Length * last];
                for (var i = 0; i < numbers.Length; i++)
                {
                    var (n, t, column) = (i / (heads * Length * last), i / last % Length, i % last);
                    var pads = t >= s_lengths[n] || (name == "scores" && column >= s_lengths[n]);
                    numbers[i] = pads ? 100 + stream.NextDouble() : stream.NextNormal();
                }

                _arrays[name] = numbers;
            }

            return numbers;
        }

        public double this[string name, int n, int head, int query, int key] =>
            Of(name)[(((((n * Heads) + head) * Length) + query) * Length) + key];

        public double[] Row(string name, (int N, int T) at) => Of(name)[(((at.N * Length) + at.T) * Width)..][..Width];

        public double[] Head(string name, (int N, int T) at, int head) =>
            s_shapes[name].Rank == 3
                ? Row(name, at)[(head * PerHead)..][..PerHead]
                : Of(name)[(((((at.N * Heads) + head) * Length) + at.T) * PerHead)..][..PerHead];
    }
}

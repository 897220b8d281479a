using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Randomness;
using Decant.Engine.Tests.Execution;

namespace Decant.Engine.Tests.Operators;

/// <summary>Operators with element-wise operators next to them, against the same operators as nodes of their own.</summary>
public sealed class FusedTests
{
    // Every element-wise operator of floats. Arguments come from the chain before, so results may be infinite or no numbers: they are so in
    // both forms.
    private static readonly Operator[] s_links =
    [
        new Abs(),
        new Atan(),
        new Ceil(),
        new Clip(-0.5, 0.75),
        new Cos(),
        new Elu(),
        new Erf(),
        new Exp(),
        new Floor(),
        new Gelu(),
        new Identity(),
        new LeakyRelu(0.1),
        new Log(),
        new Neg(),
        new Reciprocal(),
        new Relu(),
        new Round(),
        new Sigmoid(),
        new Sign(),
        new Sin(),
        new Softplus(),
        new Sqrt(),
        new StopGradient(),
        new Tanh(),
        new Add(),
        new Div(),
        new GeluGradient(),
        new Max(),
        new Min(),
        new Mod(Truncated: true),
        new Mul(),
        new Pow(),
        new ReluGradient(),
        new Sub(),
    ];

    // Kernels finish these forms in registers.
    private static readonly Operator[][] s_forms =
    [
        [new Add()],
        [new Relu()],
        [new Gelu()],
        [new Add(), new Relu()],
        [new Add(), new Gelu()],
        [new ReluGradient()],
        [new Add(), new GeluGradient()],
    ];

    public static TheoryData<string, int> Producers
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (
                var producer in new[]
                {
                    "Gemm",
                    "Gemm without bias",
                    "MatMul",
                    "Conv",
                    "BatchNormalization",
                    "BatchNormalizationTraining",
                    "ConvDataGradient",
                    "Softmax",
                }
            )
            {
                foreach (var n in new[] { 1, 5, 17 })
                {
                    data.Add(producer, n);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Producers))]
    public void A_random_chain_has_the_bits_of_its_parts_on_every_device_and_in_both_precisions(string producer, int n)
    {
        const int draws = 12;
        var random = new RandomStream((ulong)n, producer);
        for (var draw = 0; draw < draws; draw++)
        {
            var links = draw < s_forms.Length ? s_forms[draw] : new Operator[1 + random.NextInt32(5)];
            for (var i = 0; i < links.Length && draw >= s_forms.Length; i++)
            {
                links[i] = s_links[random.NextInt32(s_links.Length)];
            }

            var whole = Build(producer, n, links, ref random);
            var apart = Unfuse.Run(whole, _ => false);
            Assert.Contains(whole.Nodes, node => node.Operator is Fused);
            Assert.DoesNotContain(apart.Nodes, node => node.Operator is Fused);
            foreach (var type in new[] { ElementType.Float32, ElementType.Float64 })
            {
                foreach (var kernels in new[] { "managed", "reference" })
                {
                    var what = $"{producer} {string.Join(' ', links.Select(link => link.Name))}, {type}, {kernels}";
                    Same(ChangePrecision.To(apart, type), ChangePrecision.To(whole, type), kernels, what);
                }
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_derivatives_of_every_operand_are_those_of_the_parts(bool isImage)
    {
        var graph = new Graph();
        Value Input(string name, params Dimension[] shape) => graph.AddInput(name, ElementType.Float32, new Shape(shape));
        Value x = isImage ? Input("x", 2, 3, 4, 5) : Input("x", 5, 7),
            weight = isImage ? Input("w", 3, 3, 1, 1) : Input("w", 7, 7),
            other = isImage ? Input("o", 3, 1, 1) : Input("o", 1, 7);
        FusedLink[] links =
        [
            new(new Mul(), 1, Keeps: true),
            new(new Add()),
            new(new Gelu(), Keeps: true),
            new(new Add(), 1),
            new(new Tanh()),
            new(new Relu(), Keeps: true),
        ];
        var node = graph.AddNode(new Fused(isImage ? new Conv(Window.Square(1)) : new Gemm(), 2, links), [x, weight, other, x, other]);
        graph.AddOutput(node.Outputs[0] + node.Outputs[2].Sin(), "y");
        Passes.Formulas.Same(Unfuse.Run(graph, _ => false), graph);
    }

    [Theory]
    [InlineData("managed", ElementType.Float32, 1)]
    [InlineData("managed", ElementType.Float64, 0)]
    [InlineData("reference", ElementType.Float32, 0)]
    public void Kernels_take_the_forms_that_they_know_and_every_other_chain_is_taken_apart(string kernels, ElementType type, int whole)
    {
        var graph = new Graph();
        Value x = graph.AddInput("x", ElementType.Float32, new Shape(3, 4)),
            w = graph.AddInput("w", ElementType.Float32, new Shape(4, 2));
        var r = graph.AddInput("r", ElementType.Float32, new Shape(3, 2));
        graph.AddOutput(graph.Add(new Fused(new Gemm(), 2, new(new Add()), new(new Relu())), x, w, r), "known");
        graph.AddOutput(graph.Add(new Fused(new Gemm(), 2, new(new Mul()), new(new Tanh())), x, w, r), "other");
        using var pool = new WorkerPool(1);
        using var executable = Executable.Compile(ChangePrecision.To(graph, type), new() { Device = DeviceCatalogue.Open(kernels, pool) });
        Assert.Equal(whole, executable.Graph.Nodes.Count(node => node.Operator is Fused));
        Assert.Equal(2, executable.Graph.Nodes.Count(node => node.Operator.Core is Gemm));
    }

    [Fact]
    public void A_derivative_that_needs_what_is_not_kept_is_refused_with_the_way_out()
    {
        var graph = new Graph();
        var x = graph.AddInput("x", ElementType.Float32, new Shape(3, 4));
        var y = graph.Add(
            new Fused(new Gemm(), 2, new FusedLink(new Gelu())),
            x,
            graph.AddInput("w", ElementType.Float32, new Shape(4, 2))
        );
        Assert.Equal(
            $"Gemm+Gelu: the derivative of '{y.Name}' needs what is not kept between its parts. Differentiate the "
                + $"graph before it is fused.",
            Assert.Throws<DecantException>(() => y.ReduceSum().Differentiate([x])).Message
        );
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var graph = new Graph();
        Value x = graph.AddInput("x", ElementType.Float32, new Shape(3, 4)),
            w = graph.AddInput("w", ElementType.Float32, new Shape(4, 2));
        Refused("expected element-wise operators next to Gemm, received Softmax", new(new Gemm(), 2, new FusedLink(new Softmax(-1))), x, w);
        Refused(
            "expected 2 inputs of Gemm and 1 operands of what is next to it, received 2 inputs",
            new(new Gemm(), 2, new FusedLink(new Add())),
            x,
            w
        );
        Refused(
            "expected Add to leave Float32[3, 2] of Gemm its type and shape, received Float32[5, 3, 2]",
            new(new Gemm(), 2, new FusedLink(new Add())),
            x,
            w,
            graph.AddInput("r", ElementType.Float32, new Shape(5, 1, 1))
        );
        Refused(
            "expected Greater to leave Float32[3, 2] of Gemm its type and shape, received Bool[3, 2]",
            new(new Gemm(), 2, new FusedLink(new Greater())),
            x,
            w,
            graph.AddInput("g", ElementType.Float32, new Shape(3, 2))
        );

        void Refused(string sentence, Fused fused, params Value[] inputs) =>
            Assert.Contains(
                sentence,
                Assert.Throws<DecantException>(() => graph.Add(fused, [.. inputs])).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void Operators_of_ONNX_know_nothing_of_fusion()
    {
        var operators = typeof(Operator)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Operator)) && type != typeof(Fused))
            .ToArray();
        string[] words = ["Activation", "Residual", "Summand", "Sums", "Fused", "Slope"];
        var flags = operators
            .SelectMany(
                type => type.GetConstructors().SelectMany(constructor => constructor.GetParameters()),
                (type, parameter) => (type, parameter)
            )
            .Where(pair =>
                words.Any(word =>
                    pair.parameter.Name!.Contains(word, StringComparison.Ordinal)
                    || pair.parameter.ParameterType.Name.Contains(word, StringComparison.Ordinal)
                )
            )
            .Where(pair => pair.parameter.ParameterType != typeof(RecurrentActivation) && !typeof(Recurrence).IsAssignableFrom(pair.type));
        Assert.NotEmpty(operators);
        Assert.Empty(flags.Select(pair => $"{pair.type.Name}: {pair.parameter.Name}"));
    }

    private static Graph Build(string producer, int n, Operator[] links, ref RandomStream random)
    {
        var graph = new Graph(producer);
        Value Input(params Dimension[] shape) => graph.AddInput($"x{graph.Inputs.Count}", ElementType.Float32, new Shape(shape));
        (Operator Core, Value?[] Inputs) core = producer switch
        {
            "Gemm" => (new Gemm(TransposeB: true), [Input(n, 9), Input(19, 9), Input(19)]),
            "Gemm without bias" => (new Gemm(), [Input(n, 9), Input(9, 33), null]),
            "MatMul" => (new MatMul(), [Input(2, n, 5), Input(5, 7)]),
            "Conv" => (new Conv(Window.Square(3, pad: 1)), [Input(2, 3, n, 5), Input(17, 3, 3, 3), Input(17)]),
            "BatchNormalization" => (new BatchNormalization(), [Input(2, 5, n, 3), Input(5), Input(5), Input(5), Input(5).Exp()]),
            "BatchNormalizationTraining" => (
                new BatchNormalizationTraining(1e-3, 0.9),
                [Input(2, 5, n, 3), Input(5), Input(5), Input(5), Input(5).Exp()]
            ),
            "ConvDataGradient" => (
                new ConvDataGradient(Window.Square(3, pad: 1), 1, new Shape(2, 3, n, 5)),
                [Input(2, 4, n, 5), Input(4, 3, 3, 3)]
            ),
            _ => (new Softmax(-1), [Input(n, 7)]),
        };
        var y = core.Core.Infer(core.Inputs)[0].Shape;
        var (chain, operands) = (new List<FusedLink>(), new List<Value?>());
        foreach (var link in links)
        {
            var isFormed = s_forms.Contains(links);
            chain.Add(new(link, link is ElementwiseBinary && !isFormed ? random.NextInt32(2) : 0, !isFormed && random.NextInt32(3) == 0));
            if (link is ElementwiseBinary)
            {
                // A whole operand, or one that is broadcast along some axes or lacks the first ones.
                Dimension[] shape = [.. y];
                for (var axis = 0; axis < shape.Length && !isFormed; axis++)
                {
                    shape[axis] = random.NextInt32(3) == 0 ? 1 : shape[axis];
                }

                operands.Add(Input(isFormed ? shape : shape[random.NextInt32(shape.Length + 1)..]));
            }
        }

        var node = graph.AddNode(new Fused(core.Core, core.Inputs.Length, chain), [.. core.Inputs, .. operands]);
        foreach (var output in node.Outputs)
        {
            graph.AddOutput(output);
        }

        return graph;
    }

    private static void Same(Graph apart, Graph whole, string kernels, string what)
    {
        var feeds = apart.Inputs.ToDictionary(
            input => input.Name,
            input => Kernels.Sample.Doubles(input.Shape.Elements.Size, (ulong)input.Name.Length + (ulong)input.Name[^1])
        );
        var run = new GraphRun(apart, kernels) { Threads = 2, Poison = true };
        var answers = (run with { Graph = whole }).Of(feeds);
        foreach (var (name, numbers) in run.Of(feeds))
        {
            Assert.True(numbers.AsSpan().SequenceEqual(answers[name]), $"{what}: {name}");
        }
    }
}

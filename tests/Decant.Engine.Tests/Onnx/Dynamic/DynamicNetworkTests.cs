using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Decant.Tests.Shared;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.Dynamic.DynamicModels;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx.Dynamic;

/// <summary>A network whose form depends on what comes: plans are made, kept, found again, and let go.</summary>
public sealed class DynamicNetworkTests
{
    private static readonly Lazy<Dictionary<string, OnnxRuntimeOracle.Answer[]>> Answers = new(AskAboutAll);

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_gives_what_ONNX_Runtime_gives_whatever_comes_and_again_when_it_comes_again(string name)
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var sample = All[name];
        using var network = Open(sample.Model);
        for (var round = 0; round < 2; round++)
        {
            foreach (var (inputs, answer) in sample.Inputs.Zip(Answers.Value[name]))
            {
                Assert.True(answer.Error is null, answer.Error);
                TensorAssert.Close(answer.Outputs["y"], network.Run(inputs)["y"]);
            }
        }
    }

    [Fact]
    public void A_form_is_planned_once_and_found_again()
    {
        using var network = Open(All["an If on an input"].Model);
        var first = Inputs(("x", Numbers(3)), ("c", Tensor.Scalar(true)));
        network.Run(first);
        var graph = network.GraphFor(first);
        network.Run(Inputs(("x", Numbers(3)), ("c", Tensor.Scalar(false))));

        Assert.Equal(2, network.Plans);
        Assert.Same(graph, network.GraphFor(first));
    }

    [Fact]
    public void The_plan_that_was_not_used_for_longest_goes_when_there_are_too_many()
    {
        using var network = Open(Model(13, "y", Free("x", "N"), Node("Exp", "x", "y")), mostPlans: 2);
        var graph = network.GraphFor(Inputs(("x", Numbers(1))));
        network.Run(Inputs(("x", Numbers(2))));
        network.Run(Inputs(("x", Numbers(1))));
        network.Run(Inputs(("x", Numbers(3))));

        Assert.Equal(2, network.Plans);
        Assert.Same(graph, network.GraphFor(Inputs(("x", Numbers(1)))));
        Assert.Equal(MathF.Exp(0.1f), network.Run(Inputs(("x", Numbers(2))))["y"].Span<float>()[0], 6);
        Assert.Equal(2, network.Plans);
    }

    [Fact]
    public void Plans_share_the_weights_of_the_file_wherever_they_are_written()
    {
        var constant = new NodeProto
        {
            OpType = "Constant",
            Output = { "b" },
            Attribute =
            {
                new AttributeProto
                {
                    Name = "value",
                    Type = AttributeProto.Types.AttributeType.Tensor,
                    T = Floats("", [2], 5, 6),
                },
            },
        };
        var branch = Body(
            "then_branch",
            "",
            "r",
            Node("MatMul", "x w", "p"),
            Node("Add", "p b", "q"),
            Node("Mul", "q s", "r"),
            Floats("s", [2], 7, 8)
        );
        var other = Body("else_branch", "", "t", Node("Neg", "x", "t"));
        using var network = Open(
            Model(
                13,
                "y",
                Free("x", "N D"),
                InputOf(9, "c"),
                Floats("w", [2, 2], 1, 2, 3, 4),
                constant,
                Node("If", "c", "y", branch, other)
            )
        );
        Tensor[] Weights(int count) =>
            [.. network.GraphFor(Inputs(("x", Numbers(count, 2)), ("c", Tensor.Scalar(true)))).Initializers.Select(value => value.Data!)];

        var (two, three) = (Weights(2), Weights(3));
        Assert.Equal(3, two.Length);
        Assert.Equal(two, three, ReferenceEqualityComparer.Instance);
        Assert.Empty(network.GraphFor(Inputs(("x", Numbers(3, 2)), ("c", Tensor.Scalar(false)))).Initializers);
    }

    [Fact]
    public void What_came_out_stays_as_it_is_when_the_network_runs_again()
    {
        using var network = Open(Model(13, "y", Free("x", "N"), Node("Exp", "x", "y")));
        var y = network.Run(Inputs(("x", Numbers(2))))["y"];
        network.Run(Inputs(("x", Times(9, 2))));

        Assert.Equal(MathF.Exp(0.1f), y.Span<float>()[0], 6);
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused_with_what_is_expected()
    {
        using var network = Open(Model(13, "y", Free("x", "N D"), InputOf(9, "c", 4), Node("Where", "c x x", "y")));

        Assert.Contains("the input 'c: Bool[4]' is missing", Refusal(network, ("x", Numbers(2, 4))), StringComparison.Ordinal);
        Assert.Contains(
            "expected x: Float32[N, D], received Float32[4]",
            Refusal(network, ("x", Numbers(4)), ("c", new Tensor(ElementType.Bool, 4))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "expected c: Bool[4], received Bool[3]",
            Refusal(network, ("x", Numbers(2, 4)), ("c", new Tensor(ElementType.Bool, 3))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'d'",
            Refusal(network, ("x", Numbers(2, 4)), ("c", new Tensor(ElementType.Bool, 4)), ("d", Numbers(1))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "with x Float32[2, 3], c Bool[4]: node 'node of y' (Where",
            Refusal(network, ("x", Numbers(2, 3)), ("c", new Tensor(ElementType.Bool, 4))),
            StringComparison.Ordinal
        );
        Assert.Equal(0, network.Plans);
    }

    private static string Refusal(DynamicNetwork network, params (string Name, Tensor Numbers)[] inputs) =>
        Assert.Throws<DecantException>(() => network.Run(Inputs(inputs))).Message;

    private DynamicNetwork Open(ModelProto model, int mostPlans = DynamicNetwork.DefaultPlans) =>
        DynamicNetwork.Read(new MemoryStream(model.ToByteArray()), mostPlans: mostPlans);

    private static Dictionary<string, OnnxRuntimeOracle.Answer[]> AskAboutAll()
    {
        var asked = All.SelectMany(pair =>
                pair.Value.Inputs.Select(inputs =>
                    (pair.Key, Question: new OnnxRuntimeOracle.Question(pair.Value.Model.ToByteArray(), inputs))
                )
            )
            .ToList();
        return asked
            .Zip(OnnxRuntimeOracle.RunAll([.. asked.Select(pair => pair.Question)]))
            .GroupBy(pair => pair.First.Key)
            .ToDictionary(group => group.Key, group => group.Select(pair => pair.Second).ToArray());
    }
}

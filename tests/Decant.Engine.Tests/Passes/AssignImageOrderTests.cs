using Decant.Engine.Devices.Managed;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Execution;
using Decant.Engine.Tests.Kernels;

namespace Decant.Engine.Tests.Passes;

public sealed class AssignImageOrderTests
{
    [Fact]
    public void A_convolutional_network_is_copied_once_on_the_way_in()
    {
        var (graph, channelsLast) = AssignImageOrder.Run(Networks.ResNet(), Order);
        var copy = Assert.Single(graph.Nodes, node => node.Operator is ChangeOrder);
        Assert.Equal("input", copy.Inputs[0]!.Name);
        Assert.All(graph.Nodes.Where(node => node.Operator is Conv or BatchNormalization or MaxPool), node =>
            Assert.Contains(node, channelsLast)
        );
    }

    [Fact]
    public void A_training_step_has_no_copies_inside_either()
    {
        var (graph, _) = AssignImageOrder.Run(DeadCode.Remove(Networks.TrainingStep(Networks.ResNet())), Order);
        Assert.Equal(["input"], graph.Nodes.Where(node => node.Operator is ChangeOrder).Select(node => node.Inputs[0]!.Name));
    }

    [Fact]
    public void A_network_without_convolutions_is_left_alone()
    {
        var mlp = Networks.Mlp();
        Assert.Same(mlp, AssignImageOrder.Run(mlp, Order).Graph);
    }

    [Fact]
    public void An_image_that_is_an_output_comes_out_in_the_standard_order_under_its_name()
    {
        var graph = new Graph();
        var x = graph.AddInput("x", ElementType.Float32, new Shape(2, 3, 4, 5));
        var y = x.Conv(graph.AddInput("w", ElementType.Float32, new Shape(4, 3, 3, 3)), null, Window.Square(3, pad: 1));
        graph.AddOutput(y, "y");
        graph.AddOutput(y.Relu().Conv(graph.AddInput("v", ElementType.Float32, new Shape(2, 4, 1, 1)), null, new Window()), "Conv");
        var feeds = Networks.Feeds(graph, 2);
        feeds["w"] = [.. feeds["w"], .. feeds["w"]];
        feeds["v"] = [.. feeds["w"].Take(8)];
        var expected = new GraphRun(graph, "reference").Of(feeds);
        var actual = new GraphRun(graph, "managed").Of(feeds);
        Assert.Equal(["y", "Conv"], actual.Keys);
        Closeness.Check("y", expected["y"], actual["y"], 1e-5);
        Closeness.Check("Conv", expected["Conv"], actual["Conv"], 1e-5);
    }

    [Fact]
    public void What_cannot_follow_gets_one_copy_for_all_its_readers()
    {
        var graph = new Graph();
        var x = graph.AddInput("x", ElementType.Float32, new Shape(2, 3, 4, 5));
        var y = x.Conv(graph.AddInput("w", ElementType.Float32, new Shape(4, 3, 1, 1)), null, new Window());
        graph.AddOutput(y.Reshape(new Shape(2, 80)).Exp() + y.Transpose(0, 2, 3, 1).Reshape(new Shape(2, 80)), "y");
        var (ordered, _) = AssignImageOrder.Run(graph, Order);
        Assert.Equal(2, ordered.Nodes.Count(node => node.Operator is ChangeOrder));
    }

    [Fact]
    public void Convolutions_of_float64_keep_the_order_that_their_kernels_know()
    {
        var (graph, channelsLast) = AssignImageOrder.Run(ChangePrecision.To(Networks.ResNet(), ElementType.Float64), Order);
        Assert.Empty(channelsLast);
        Assert.DoesNotContain(graph.Nodes, node => node.Operator is ChangeOrder);
    }

    [Fact]
    public void Operators_of_float64_read_what_a_convolution_of_float32_left_in_the_other_order()
    {
        var graph = new Graph();
        var x = graph.AddInput("x", ElementType.Float32, new Shape(2, 3, 4, 5));
        var y = x.Conv(graph.AddInput("w", ElementType.Float32, new Shape(4, 3, 3, 3)), null, Window.Square(3, pad: 1))
            .Cast(ElementType.Float64);
        var each = graph.AddInput("b", ElementType.Float64, new Shape(4, 1, 1));
        var list = each.Reshape(new Shape(4));
        Value[] all =
        [
            y.MaxPool(Window.Square(2, 2)),
            y.AveragePool(Window.Square(3, 1, 1)),
            y.GlobalAveragePool(),
            y.BatchNormalization(list, list, list, list * list),
            y * each,
            y.ReduceMean([2, 3]),
            y.ReduceMax([1], keepDimensions: true),
            y.IsGreaterThan(each).Where(y, each),
            y.Conv(each.Reshape(new Shape(4, 1, 1, 1)), null, new Window(), 4),
            new[] { y, y * 2 }.Concat(1),
            y.Tanh() + y.Transpose(0, 1, 2, 3),
        ];
        for (var i = 0; i < all.Length; i++)
        {
            graph.AddOutput(all[i], $"y{i}");
        }

        var feeds = graph.Inputs.ToDictionary(input => input.Name, input => Sample.Doubles(input.Shape.Elements.Size, 11));
        var expected = new GraphRun(graph, "reference").Of(feeds);
        foreach (var (name, numbers) in new GraphRun(graph, "managed").Of(feeds))
        {
            Closeness.Check(name, expected[name], numbers, 1e-5);
        }
    }

    private static ImageOrder Order(Node node) => ManagedDevice.Table.Find(node).Order(node);
}

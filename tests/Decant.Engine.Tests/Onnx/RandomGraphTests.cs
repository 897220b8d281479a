using Decant.Engine.Execution;
using Decant.Tests.Shared;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx;

public class RandomGraphTests
{
    private const int Count = 200;

    [Fact]
    public void Every_graph_survives_writing_and_reading()
    {
        for (var seed = 0; seed < Count; seed++)
        {
            var graph = RandomGraphs.Make(seed);
            var bytes = Write(graph);
            var again = Read(bytes);

            Assert.Equal(GraphText.Of(graph), GraphText.Of(again));
            Assert.Equal(bytes, Write(again));
        }
    }

    [Fact]
    public void Every_graph_gives_the_same_numbers_here_and_in_ONNX_Runtime()
    {
        var graphs = Enumerable.Range(0, Count).Select(RandomGraphs.Make).ToList();
        var answers = OnnxRuntimeOracle.RunAll([.. graphs.Select(graph => new OnnxRuntimeOracle.Question(Write(graph), OperatorSamples.InputsOf(graph)))]);
        foreach (var (graph, answer) in graphs.Zip(answers))
        {
            Assert.True(answer.Error is null, $"{graph.Name}: {answer.Error}");
            foreach (var (name, ours) in GraphRun.Of(graph, OperatorSamples.InputsOf(graph), KernelSet.Managed))
            {
                var difference = TensorAssert.Difference(answer.Outputs[name], ours, 1e-4, 1e-6);
                Assert.True(difference is null, $"{graph.Name}, {name}: {difference}");
            }
        }
    }
}

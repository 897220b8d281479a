using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Tests.Shared;

namespace Decant.Engine.Tests.Onnx;

/// <summary>Networks that others trained and exported.</summary>
public class RealFileTests
{
    [Fact]
    public void A_network_of_another_program_gives_what_ONNX_Runtime_gives_before_and_after_it_was_written_again()
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("DECANT_DATA") ?? "", "pretrained", "mnist-cnn", "mnist.onnx");
        Assert.SkipUnless(File.Exists(path), "The network is missing: set DECANT_DATA to the folder of the test data, with pretrained/mnist-cnn/mnist.onnx in it.");
        var graph = OnnxFile.Read(path);
        var inputs = OperatorSamples.InputsOf(graph);
        var answers = OnnxRuntimeOracle.RunAll([new(File.ReadAllBytes(path), inputs), new(HandMade.Write(graph), inputs)]);

        foreach (var (name, theirs) in answers[0].Outputs)
        {
            TensorAssert.Close(theirs, answers[1].Outputs[name]);
            foreach (var kernels in Enum.GetValues<KernelSet>())
            {
                TensorAssert.Close(theirs, GraphRun.Of(graph, inputs, kernels)[name], 1e-4);
            }
        }

        Assert.Null(answers[0].Error);
        Assert.All(graph.Initializers, value => Assert.Equal(ElementType.Float32, value.Type));
    }
}

using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Tests.Shared;

namespace Decant.Engine.Tests.Onnx;

/// <summary>Networks that others trained and exported.</summary>
public class RealFileTests
{
    [Theory]
    [InlineData("mnist-cnn/mnist.onnx", 1e-4)]
    [InlineData("ultraface/version-slim-320.onnx", 1e-3)]
    [InlineData("ultraface/version-RFB-320_without_postprocessing.onnx", 1e-3)]
    public void A_network_of_another_program_gives_what_ONNX_Runtime_gives_before_and_after_it_was_written_again(
        string file,
        double tolerance
    )
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("DECANT_DATA") ?? "", "pretrained", file);
        Assert.SkipUnless(
            File.Exists(path),
            $"The network is missing: set DECANT_DATA to the folder of the test data, with pretrained/{file} in it."
        );
        var graph = OnnxFile.Read(path);
        var inputs = OperatorSamples.InputsOf(graph);
        var answers = OnnxRuntimeOracle.RunAll([new(File.ReadAllBytes(path), inputs), new(HandMade.Write(graph), inputs)]);

        Assert.All(answers, answer => Assert.Null(answer.Error));
        foreach (var (name, theirs) in answers[0].Outputs)
        {
            TensorAssert.Close(theirs, answers[1].Outputs[name]);
            foreach (var kernels in AvailableKernels.Names)
            {
                TensorAssert.Close(theirs, GraphRun.Of(graph, inputs, kernels)[name], tolerance, 1e-4);
            }
        }

        Assert.All(graph.Initializers.Where(value => value.Name.Contains("weight", StringComparison.Ordinal)), value =>
            Assert.Equal(ElementType.Float32, value.Type)
        );
    }
}

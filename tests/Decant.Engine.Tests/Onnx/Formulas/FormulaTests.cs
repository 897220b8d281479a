using Decant.Engine.Onnx.Format;
using Decant.Tests.Shared;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx.Formulas;

/// <summary>
/// Operators that become formulas when a file is read: ONNX Runtime gives for the file what we compute, and for what we write from it the
/// same again.
/// </summary>
public class FormulaTests
{
    private static readonly Dictionary<string, ModelProto> Models = new([
        .. AttentionFormulas.Models,
        .. NormalizationFormulas.Models,
        .. WindowFormulas.Models,
        .. SignalFormulas.Models,
        .. ControlFlowFormulas.Models,
    ]);

    private static readonly Lazy<Dictionary<string, (OnnxRuntimeOracle.Answer Theirs, OnnxRuntimeOracle.Answer Again)>> Answers = new(
        AskAboutAll
    );

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_formula_gives_the_numbers_of_ONNX_Runtime_here_and_when_it_is_written(string name)
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var (theirs, again) = Answers.Value[name];
        Assert.True(theirs.Error is null, theirs.Error);
        Assert.True(again.Error is null, again.Error);
        var graph = Read(Models[name]);
        foreach (var kernels in AvailableKernels.Names)
        {
            foreach (var (output, numbers) in GraphRun.Of(graph, OperatorSamples.InputsOf(graph), kernels))
            {
                TensorAssert.Close(theirs.Outputs[output], numbers, 1e-4, 1e-5);
                TensorAssert.Close(theirs.Outputs[output], again.Outputs[output], 1e-4, 1e-5);
            }
        }
    }

    private static Dictionary<string, (OnnxRuntimeOracle.Answer, OnnxRuntimeOracle.Answer)> AskAboutAll()
    {
        var questions = Models.Values.SelectMany(model =>
        {
            var graph = Read(model);
            var inputs = OperatorSamples.InputsOf(graph);
            return new[] { new OnnxRuntimeOracle.Question(model.ToByteArray(), inputs), new(Write(graph), inputs) };
        });
        var answers = OnnxRuntimeOracle.RunAll([.. questions]);
        return Models
            .Keys.Select((name, i) => (name, i))
            .ToDictionary(pair => pair.name, pair => (answers[2 * pair.i], answers[(2 * pair.i) + 1]));
    }
}

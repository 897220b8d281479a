using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Teachers;
using Microsoft.ML.OnnxRuntime;

namespace Decant.OnnxRuntime;

/// <summary>
/// ONNX Runtime as the program that runs a teacher's file: <c>new RunSettings { OnnxRuntime = new OnnxRuntimeSessions(), … }</c>.
/// </summary>
public sealed class OnnxRuntimeSessions : IExternalRuntime
{
    /// <inheritdoc/>
    public Graph Read(string path, int threads)
    {
        if (!File.Exists(path))
        {
            throw new DecantException("there is no such file. Check the name; a model is an ONNX file.");
        }

        var network = new OnnxRuntimeNetwork(Open(path, threads));
        var graph = new Graph(Path.GetFileNameWithoutExtension(path));
        Value[] inputs = [.. network.Inputs.Select(port => graph.AddInput(port.Name, port.Type, port.Shape))];
        foreach (var output in inputs.External(network, "ONNX Runtime", [.. network.Outputs.Select(port => port.Name)]))
        {
            graph.AddOutput(output);
        }

        return graph;
    }

    private static InferenceSession Open(string path, int threads)
    {
        try
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = threads,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException problem)
        {
            throw new DecantException($"ONNX Runtime: {problem.Message}", problem);
        }
        catch (Exception problem) when (problem is TypeInitializationException or DllNotFoundException)
        {
            throw new DecantException(
                $"ONNX Runtime's library cannot be loaded here: {(problem.InnerException ?? problem).Message}",
                problem
            );
        }
    }
}

using Decant.Engine.Devices;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Conformance;

/// <summary>Runs cases: reads the model, gives it the inputs of each data set, compares the outputs.</summary>
internal static class ConformanceRunner
{
    /// <summary>Runs one case.</summary>
    /// <param name="case">The case.</param>
    /// <param name="device">Threads and kernels.</param>
    public static ConformanceResult Run(ConformanceCase @case, Device device)
    {
        var (largest, constantsFor) = (0.0, (string?)null);
        try
        {
            foreach (var dataSet in @case.DataSets)
            {
                var data = ConformanceData.Read(@case, dataSet);
                constantsFor ??= data.ConstantsFor;
                var (error, problem) = Compare(data, Outputs(data, device));
                largest = Math.Max(largest, error);
                if (problem is not null)
                {
                    return new(@case.Name, @case.Folder, ConformanceOutcome.Failed, largest, null, problem);
                }
            }

            return new(@case.Name, @case.Folder, ConformanceOutcome.Passed, largest, ConstantsFor: constantsFor);
        }
        catch (Exception problem)
        {
            // Also a defect of Decant is the failure of this case, not of those that come after it.
            var unsupported = UnsupportedException.In(problem);
            return new(
                @case.Name,
                @case.Folder,
                unsupported is null ? ConformanceOutcome.Failed : ConformanceOutcome.Unsupported,
                largest,
                unsupported?.Operator,
                problem.Message
            );
        }
    }

    private static (double LargestError, string? Problem) Compare(ConformanceData data, Dictionary<string, Tensor> outputs)
    {
        var largest = 0.0;
        foreach (var (name, expected) in data.Outputs)
        {
            var (error, problem) = data.Tolerance.Compare(name, expected, outputs[name]);
            largest = Math.Max(largest, error);
            if (problem is not null)
            {
                return (largest, problem);
            }
        }

        return (largest, null);
    }

    private static Dictionary<string, Tensor> Outputs(ConformanceData data, Device device)
    {
        var sizes = data.Sizes();
        using var executable = Executable.Compile(data.Graph, new CompileOptions { Device = device, Bounds = sizes });
        foreach (var input in data.Graph.Inputs.Where(input => executable.Has(input.Name)))
        {
            executable[input.Name].CopyFrom(data.Inputs[input.Name]);
        }

        executable.Run();
        return data.Graph.Outputs.ToDictionary(
            output => output.Name,
            output =>
            {
                var copy = new Tensor(output.Type, [.. output.Shape.Select(size => size.Resolve(sizes))]);
                executable[output.Name].Bytes()[..copy.Bytes().Length].CopyTo(copy.Bytes());
                return copy;
            }
        );
    }
}

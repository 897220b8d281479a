using Decant.Engine.Execution;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx.Conformance;

namespace Decant.Engine.Tests.Onnx;

/// <summary>Small files that once gave wrong numbers, with the right ones, where they lie next to the test data.</summary>
public sealed class NumberCasesTests
{
    [Theory]
    [InlineData("managed")]
    [InlineData("reference")]
    public void Every_case_gives_its_numbers(string kernels)
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("DECANT_DATA") ?? "", "..", "cases", "numbers");
        if (Environment.GetEnvironmentVariable("DECANT_DATA") is not { Length: > 0 } || !Directory.Exists(folder))
        {
            Assert.Skip("The cases are missing: set DECANT_DATA to the folder of the test data, with cases/numbers next to it.");
        }

        using var pool = new WorkerPool(1);
        var results = ConformanceCase
            .Below([folder])
            .Select(@case => ConformanceRunner.Run(@case, DeviceCatalogue.Open(kernels, pool)))
            .ToList();
        Assert.Empty(
            results.Where(result => result.Outcome != ConformanceOutcome.Passed).Select(result => $"{result.Name}: {result.Reason}")
        );
    }
}

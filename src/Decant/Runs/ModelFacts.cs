namespace Decant.Runs;

/// <summary>What a model costs, and how it is called.</summary>
public sealed record ModelFacts
{
    /// <summary>The ONNX file, relative to the run's folder, with forward slashes; null when this arm's model was not kept.</summary>
    public string? File { get; init; }

    /// <summary>The architecture in a few words, such as <c>mlp 784-800-800-10</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Trained numbers in the model, 0 or more; running statistics do not count.</summary>
    public required long Parameters { get; init; }

    /// <summary>Size of the ONNX file in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Floating-point operations for one sample, a multiply-add counted as two.</summary>
    public required long Flops { get; init; }

    /// <summary>Measured latencies, one per batch size; empty when none was measured.</summary>
    internal IReadOnlyList<Latency> Latencies { get; init; } = [];

    /// <summary>Energy of its answers; null where that was not measured.</summary>
    internal EnergyUse? Energy { get; init; }

    /// <summary>What the file takes.</summary>
    internal IReadOnlyList<ModelPort> Inputs { get; init; } = [];

    /// <summary>What the file answers.</summary>
    internal IReadOnlyList<ModelPort> Outputs { get; init; } = [];

    /// <summary>In <see cref="Reading"/>, the name of the array of answers.</summary>
    internal const string Answer = "{answer}";

    /// <summary>A line of C# that reads one sample's answers; <see cref="Answer"/> in it is the array.</summary>
    internal string Reading { get; init; } = $"var best = Array.IndexOf({Answer}, {Answer}.Max());";
}

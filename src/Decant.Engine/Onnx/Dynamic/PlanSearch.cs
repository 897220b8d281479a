using Decant.Engine.Devices;
using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx;

/// <summary>
/// One way through the questions of a network: what a reading asks for is computed from the inputs that came, and kept as a question for
/// the next ones.
/// </summary>
/// <param name="start">The branch of the inputs' sizes.</param>
/// <param name="inputs">What came.</param>
/// <param name="device">Threads and kernels.</param>
internal sealed class PlanSearch(PlanBranch start, IReadOnlyDictionary<string, Tensor> inputs, Device device) : IRunningNetwork
{
    private readonly Dictionary<string, Tensor> _held = new(StringComparer.Ordinal);

    /// <summary>Where the way has come to.</summary>
    public PlanBranch At { get; private set; } = start;

    /// <summary>Goes as far as the questions are known.</summary>
    public PlanBranch Follow()
    {
        while (At.Question is { } question)
        {
            Go(question);
        }

        return At;
    }

    /// <inheritdoc/>
    public Tensor Answer(Value value, IReadOnlyList<Value> further, Func<Value, Tensor?> known) =>
        Go(At.Question ??= new PlanQuestion(value, further, known, _held, device)).Clone();

    private Tensor Go(PlanQuestion question)
    {
        var answer = question.Ask(inputs);
        foreach (var (name, numbers) in question.Computed)
        {
            _held[name] = numbers;
        }

        At = At.After(answer);
        return answer;
    }
}

using Decant.Engine;
using Decant.Teachers;

namespace Decant.Evaluation;

/// <summary>
/// What a network answered to a batch: of each output N samples, one after the other. Valid until the network is asked again.
/// </summary>
public readonly ref struct NetworkOutputs
{
    private readonly FrozenNetwork? _network;
    private readonly int _count;

    internal NetworkOutputs(FrozenNetwork network, ReadOnlySpan<float> main, int count)
    {
        (_network, _count) = (network, count);
        Main = main;
    }

    /// <summary>The main head's answer: logits, or where the network predicts numbers those in their own unit.</summary>
    public ReadOnlySpan<float> Main { get; }

    /// <summary>Whether no network was asked.</summary>
    public bool IsEmpty => _network is null;

    /// <summary>The output of a further head; empty where no network was asked.</summary>
    /// <param name="name">Its name in the network.</param>
    /// <exception cref="DecantException">The network has no such output.</exception>
    public ReadOnlySpan<float> this[string name] => _network is null ? default : _network.ValueAnswer(name, _count);
}

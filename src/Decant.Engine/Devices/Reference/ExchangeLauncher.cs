using Decant.Engine.Operators;

namespace Decant.Engine.Devices.Reference;

/// <summary>The mean of a gradient over machines; there is no connection between machines yet.</summary>
internal sealed class ExchangeLauncher : Launcher<Exchange>
{
    /// <inheritdoc/>
    protected override void Run(Exchange @operator, Step step) =>
        throw new UnsupportedException(
            nameof(Exchange),
            $"Exchange: no connection to {@operator.Machines - 1} other machines. Train on one machine."
        );
}

using Decant.Engine.Operators;

namespace Decant.Engine.Execution.Launchers;

/// <summary>The mean of a gradient over machines; there is no connection between machines yet.</summary>
internal sealed class ExchangeLauncher : Launcher
{
    /// <inheritdoc/>
    public override void Run(Step step) => throw new UnsupportedException(
        nameof(Exchange), $"Exchange: no connection to {((Exchange)step.Node.Operator).Machines - 1} other machines. Train on one machine.");
}

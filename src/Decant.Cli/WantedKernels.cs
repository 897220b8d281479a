using Decant.Cli.Parsing;
using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels.OneDnn;

namespace Decant.Cli;

/// <summary>The kernels that a call asks for.</summary>
internal static class WantedKernels
{
    /// <summary>Reads <c>--kernels</c>, and where oneDNN is looked for.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isHalf">Whether some of the work is done in bf16.</param>
    /// <returns>What is taken: <see cref="KernelSet.Auto"/> only where it can mean more than managed kernels.</returns>
    /// <exception cref="DecantException">oneDNN is asked for and not installed.</exception>
    public static KernelSet Of(Invocation call, bool isHalf = false)
    {
        OneDnnLibrary.LookIn(call.Terminal.Variable(OneDnnLibrary.Variable));
        switch (call.Value(StandardOptions.Kernels))
        {
            case "managed":
                return KernelSet.Managed;

            case "reference":
                return KernelSet.Reference;

            case "onednn":
                OneDnnLibrary.Require();
                return KernelSet.OneDnn;

            default:
                return isHalf && KernelChoice.For(KernelSet.Auto, ElementType.BFloat16) != KernelSet.Managed ? KernelSet.Auto : KernelSet.Managed;
        }
    }
}

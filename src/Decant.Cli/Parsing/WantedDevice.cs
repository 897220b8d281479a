using Decant.Cli.Shell;
using Decant.Engine;
using Decant.Engine.Execution;

namespace Decant.Cli.Parsing;

/// <summary>The device that a call asks for.</summary>
internal static class WantedDevice
{
    /// <summary>Reads <c>--kernels</c>, and where a device's library is looked for.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isHalf">Whether some of the work is done in bf16.</param>
    /// <returns>The name of the device.</returns>
    /// <exception cref="DecantException">The device needs a library that is not installed.</exception>
    public static string Of(Invocation call, bool isHalf = false)
    {
        DeviceCatalogue.LookIn(call.Terminal.Variable);
        return DeviceCatalogue.Choose(call.Value(StandardOptions.Kernels), isHalf);
    }
}

using Decant.Cli.Shell;

namespace Decant.Cli.Parsing;

/// <summary>The folder where the relative data paths of recipes start.</summary>
internal static class DataRoot
{
    /// <summary>Reads <c>--data-root</c>, else the variable <c>DECANT_DATA</c>; <c>data</c> where neither is given.</summary>
    public static string Of(Invocation call) => call.Value(StandardOptions.DataRoot) ?? call.Terminal.Variable("DECANT_DATA") ?? "data";
}

using Decant.Engine;
using Decant.Options;
using Decant.Students;

namespace Decant.Recipes;

/// <summary>Reads options of one architecture, written as <c>depth=56</c>, as a recipe would understand them.</summary>
internal static class ArchitectureOptionReader
{
    /// <summary>The architecture with these options, and defaults for what is not written.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="arguments">Options such as <c>depth=56</c>, later ones after earlier ones.</param>
    /// <exception cref="DecantException">An option is unknown or out of range; the message holds all problems, one in each
    /// line.</exception>
    public static Architecture Read(Architecture architecture, IEnumerable<string> arguments)
    {
        var reading = new OptionReading();
        var values = architecture.Options.Read(OptionArguments.Section(arguments, reading, "--option depth=56"), reading);
        OptionArguments.RequireNone(architecture.Name, reading);
        return architecture with { Values = values };
    }
}

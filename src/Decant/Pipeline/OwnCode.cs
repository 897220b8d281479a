using Decant.Students;

namespace Decant.Pipeline;

/// <summary>The code of objects that a program brings into a recipe: their names alone do not say what they compute.</summary>
internal static class OwnCode
{
    /// <summary>Whether an architecture is one that recipes can name, so that its name and options say all.</summary>
    public static bool IsOfCatalogue(Architecture architecture) =>
        Architectures.All.Any(known => known.GetType() == architecture.GetType());

    /// <summary>
    /// The versions of the assemblies of those objects that are not the library's own; another build of other code has another.
    /// </summary>
    public static IEnumerable<string> Versions(IEnumerable<object> things) =>
        things
            .Select(thing => thing.GetType().Module)
            .Where(module => module != typeof(OwnCode).Module)
            .Select(module => module.ModuleVersionId.ToString("N"))
            .Distinct();
}

using System.Reflection;
using Decant.Pretrained;

namespace Decant.Engine.Tests.Onnx.Dynamic;

/// <summary>A model that lies as a resource in the assembly of a package; the assembly is read as a file, never loaded.</summary>
internal static class PackagedModel
{
    /// <summary>The model's bytes; the running test is skipped where the package is not there.</summary>
    /// <param name="package">Name of the package and its assembly, with a version.</param>
    /// <param name="version">The version.</param>
    public static byte[] Read(string package, string version)
    {
        var root = typeof(PackagedModel)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(fact => fact.Key == "PackageFolder")
            .Value
            ?? "";
        var folder = Path.Combine(root, package.ToLowerInvariant(), version);
        Assert.SkipUnless(
            Directory.Exists(folder),
            $"The package {package} {version} is not in {root}: restore with it (DECANT_LONG=true for the rarer ones)."
        );
        return EmbeddedFile.Read(
            Directory.GetFiles(folder, $"{package}.dll", SearchOption.AllDirectories)[0],
            $"{package}.Resources.model.onnx"
        );
    }
}

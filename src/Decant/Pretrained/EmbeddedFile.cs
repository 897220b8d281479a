using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Decant.Engine;

namespace Decant.Pretrained;

/// <summary>A file that lies as a resource inside an assembly. The assembly is read as bytes; nothing of it is loaded or runs.</summary>
internal static class EmbeddedFile
{
    /// <summary>The bytes of a resource.</summary>
    /// <param name="assembly">The assembly's file.</param>
    /// <param name="name">The resource's name.</param>
    /// <exception cref="DecantException">The file is no assembly, or has no such resource.</exception>
    public static byte[] Read(string assembly, string name)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(assembly));
            var facts = file.GetMetadataReader();
            var resources = facts
                .ManifestResources.Select(facts.GetManifestResource)
                .Where(resource => resource.Implementation.IsNil)
                .ToDictionary(resource => facts.GetString(resource.Name));
            if (!resources.TryGetValue(name, out var found))
            {
                throw new DecantException($"Reading {assembly}: {NearestName.Explain("resource", name, resources.Keys)}.");
            }

            // Each begins with its length, at its offset in the directory of resources.
            var all = file.GetSectionData(file.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
            var reader = all.GetReader(checked((int)found.Offset), all.Length - checked((int)found.Offset));
            return reader.ReadBytes(reader.ReadInt32());
        }
        catch (Exception problem) when (problem is BadImageFormatException or InvalidOperationException or IOException or OverflowException)
        {
            throw new DecantException($"Reading {assembly}: expected an assembly with a resource '{name}': {problem.Message}", problem);
        }
    }
}

using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Decant.Tests.Pretrained;

/// <summary>A package in a folder of its own, as a registry would give it: a file next to others, and one inside an assembly.</summary>
internal static class LocalPackage
{
    /// <summary>Writes <c>ID.VERSION.nupkg</c>.</summary>
    /// <param name="folder">Where it goes.</param>
    /// <param name="id">Its id, also the assembly's name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="file">Content of <c>tools/model.onnx</c>.</param>
    /// <param name="resource">Content of the assembly's resource <c>ID.vocab.txt</c>.</param>
    public static void Write(string folder, string id, string version, byte[] file, byte[] resource)
    {
        using var package = ZipFile.Open(Path.Combine(folder, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        Add(
            $"{id}.nuspec",
            System.Text.Encoding.UTF8.GetBytes(
                $"""
                <?xml version="1.0" encoding="utf-8"?>
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata><id>{id}</id><version>{version}</version><authors>tests</authors><description>For a test.</description></metadata>
                </package>
                """
            )
        );
        Add("tools/model.onnx", file);
        Add($"lib/netstandard2.0/{id}.dll", Assembly(id, [("other.txt", [1, 2, 3]), ($"{id}.vocab.txt", resource)]));

        void Add(string name, byte[] content)
        {
            using var stream = package.CreateEntry(name).Open();
            stream.Write(content);
        }
    }

    /// <summary>An assembly that holds nothing but resources.</summary>
    public static byte[] Assembly(string name, IReadOnlyList<(string Name, byte[] Content)> resources)
    {
        var (facts, data) = (new MetadataBuilder(), new BlobBuilder());
        facts.AddModule(0, facts.GetOrAddString($"{name}.dll"), facts.GetOrAddGuid(new Guid(1, 2, 3, new byte[8])), default, default);
        facts.AddAssembly(facts.GetOrAddString(name), new Version(1, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.Sha1);
        facts.AddTypeDefinition(
            default,
            default,
            facts.GetOrAddString("<Module>"),
            default,
            MetadataTokens.FieldDefinitionHandle(1),
            MetadataTokens.MethodDefinitionHandle(1)
        );
        foreach (var (resource, content) in resources)
        {
            data.Align(8);
            facts.AddManifestResource(ManifestResourceAttributes.Public, facts.GetOrAddString(resource), default, (uint)data.Count);
            data.WriteInt32(content.Length);
            data.WriteBytes(content);
        }

        var image = new BlobBuilder();
        new ManagedPEBuilder(
            PEHeaderBuilder.CreateLibraryHeader(),
            new MetadataRootBuilder(facts),
            ilStream: new BlobBuilder(),
            managedResources: data
        ).Serialize(image);
        return image.ToArray();
    }
}

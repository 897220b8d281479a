using System.Security.Cryptography;
using Decant.Engine;
using Decant.Engine.Onnx;

namespace Decant.Pipeline;

/// <summary>
/// SHA-256 of what a teacher's file computes: graph and weights, without what is written about them, such as the recipe that trained it. Of
/// a file that Decant cannot read, of all its bytes.
/// </summary>
internal static class TeacherFingerprint
{
    /// <summary>The fingerprint of a file: 64 hexadecimal digits.</summary>
    public static string Of(string path)
    {
        try
        {
            var network = OnnxFile.Read(path);
            network.Metadata.Clear();
            using var bytes = new MemoryStream();
            OnnxFile.Write(network, bytes);
            bytes.Position = 0;
            return Convert.ToHexStringLower(SHA256.HashData(bytes));
        }
        catch (DecantException)
        {
            return RunFolder.Fingerprint(path);
        }
    }
}

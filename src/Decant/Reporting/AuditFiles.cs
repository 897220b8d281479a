using Decant.Auditing;
using Decant.Engine;

namespace Decant.Reporting;

/// <summary>Writes what an audit found.</summary>
internal static class AuditFiles
{
    /// <summary>The findings for programs.</summary>
    public const string Json = "audit.json";

    /// <summary>The findings for people.</summary>
    public const string Page = "audit.html";

    /// <summary>Writes both files; each appears whole or not at all.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="folder">Where they go.</param>
    /// <exception cref="DecantException">The folder cannot be written or the disk is full.</exception>
    public static void Write(AuditFindings findings, string folder)
    {
        AtomicFile.WriteText(Path.Combine(folder, Json), AuditJson.Of(findings));
        AtomicFile.WriteText(Path.Combine(folder, Page), AuditPage.Of(findings));
    }
}

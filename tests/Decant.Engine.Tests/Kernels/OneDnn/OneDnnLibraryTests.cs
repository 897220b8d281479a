using Decant.Engine.Kernels.OneDnn;

namespace Decant.Engine.Tests.Kernels.OneDnn;

public sealed class OneDnnLibraryTests
{
    [Fact]
    public void A_library_that_is_missing_is_named_with_the_remedy()
    {
        var message = Assert.Throws<DecantException>(() => OneDnnLibrary.Load("/nowhere/libdnnl.so.2")).Message;
        Assert.Contains("/nowhere/libdnnl.so.2", message, StringComparison.Ordinal);
        Assert.Contains("libdnnl2", message, StringComparison.Ordinal);
        Assert.Contains(OneDnnLibrary.Variable, message, StringComparison.Ordinal);
        Assert.Contains("--kernels managed", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_library_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the name of another library is known on Linux only");
        Assert.Contains(
            "another library",
            Assert.Throws<DecantException>(() => OneDnnLibrary.Load("libc.so.6")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_version_is_2_6()
    {
        OneDnnFact.SkipWithoutLibrary();
        Assert.StartsWith("2.6.", OneDnnLibrary.Version, StringComparison.Ordinal);
    }
}

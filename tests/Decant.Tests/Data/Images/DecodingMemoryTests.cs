using Decant.Data.Images;

namespace Decant.Tests.Data.Images;

public sealed unsafe class DecodingMemoryTests
{
    [Fact]
    public void Memory_that_came_back_is_lent_again()
    {
        using var memory = new DecodingMemory(1000);
        var first = (nint)memory.Rent(600);
        memory.Return((byte*)first);

        Assert.Equal(first, (nint)memory.Rent(500));
    }

    [Fact]
    public void Whoever_would_pass_the_limit_waits_for_memory_to_come_back()
    {
        using var memory = new DecodingMemory(1000);
        var (first, second) = ((nint)memory.Rent(700), (nint)0);
        var later = new Thread(() => second = (nint)memory.Rent(701));
        later.Start();
        Assert.False(later.Join(TimeSpan.FromMilliseconds(20)));

        memory.Return((byte*)first);

        Assert.True(later.Join(TimeSpan.FromMinutes(1)));
        Assert.NotEqual(0, second);
    }

    [Fact]
    public void One_image_may_pass_the_limit_where_nothing_else_is_lent()
    {
        using var memory = new DecodingMemory(10);
        var large = memory.Rent(100);
        large[99] = 1;
        memory.Return(large);
    }
}

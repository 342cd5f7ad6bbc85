using Orion.Framework.Auth;

namespace Orion.Tests.Framework.Auth;

public sealed class PermissionSetTests
{
    [Theory]
    [InlineData("orders.view", "orders.view", true)]
    [InlineData("orders.view", "orders.refund", false)]
    [InlineData("orders.*", "orders.refund", true)]
    [InlineData("orders.*", "orders.returns.approve", true)]
    [InlineData("orders.returns.*", "orders.view", false)]
    [InlineData("orders.*", "ordersets.view", false)]
    [InlineData("orders.*", "orders", false)]
    [InlineData("*", "anything.at-all", true)]
    [InlineData("ORDERS.*", "orders.view", false)]
    public void A_branch_holds_what_is_below_it_and_nothing_beside_it(string grant, string permission, bool held) =>
        Assert.Equal(held, PermissionSet.Of(grant).Holds(permission));

    [Fact]
    public void Nobody_holds_anything_by_default() => Assert.False(PermissionSet.None.Holds("orders.view"));

    [Theory]
    [InlineData("orders.*", "orders.view", true)]
    [InlineData("orders.*", "orders.returns.*", true)]
    [InlineData("orders.view orders.refund", "orders.*", false)]
    [InlineData("orders.* products.*", "*", false)]
    [InlineData("*", "*", true)]
    [InlineData("*", "orders.* team.view", true)]
    public void What_covers_another_set_holds_each_of_its_grants_whole(string own, string other, bool covers) =>
        Assert.Equal(covers, PermissionSet.Of(own.Split(' ')).Covers(PermissionSet.Of(other.Split(' '))));

    [Fact]
    public void Both_is_what_either_grant_leaves_of_the_other()
    {
        var both = PermissionSet.Of("orders.*", "team.view").Both(PermissionSet.Of("orders.view", "products.*", "team.*"));
        Assert.Equal(["orders.view", "team.view"], both.Grants);
        Assert.Equal(["orders.*"], PermissionSet.All.Both(PermissionSet.Of("orders.*")).Grants);
        Assert.Empty(PermissionSet.Of("orders.*").Both(PermissionSet.Of("products.*")).Grants);
    }

    [Fact]
    public void What_does_not_exist_is_not_held_even_by_who_has_everything()
    {
        var held = PermissionSet.All.Within(["orders.view", "products.view"]);
        Assert.True(held.Holds("orders.view"));
        Assert.False(held.Holds("orders.refund"));
        Assert.False(held.Within(["products.view"]).Holds("orders.view"));
        Assert.False(PermissionSet.Of("orders.*").Both(held).Holds("orders.refund"));
        Assert.False(held.Both(PermissionSet.Of("orders.*")).Holds("orders.refund"));
        Assert.True(held.Covers("*"));
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("orders.view", true)]
    [InlineData("api-keys.create", true)]
    [InlineData("orders.*", true)]
    [InlineData("orders", false)]
    [InlineData("orders.", false)]
    [InlineData("*.view", false)]
    [InlineData("orders.*.view", false)]
    [InlineData("orders.vi*", false)]
    [InlineData("Orders.View", false)]
    [InlineData("orders.view ", false)]
    [InlineData("", false)]
    public void A_grant_is_written_in_one_way(string text, bool fits) => Assert.Equal(fits, PermissionSet.IsGrant(text));
}

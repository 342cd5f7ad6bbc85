using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Features.Core;

public sealed class RefreshTests(OrionApp app) : IClassFixture<OrionApp>
{
    public static TheoryData<string, string, string> Everyone => new()
    {
        { "shop", "carol@example.test", "customer_sessions" }, { "store", "owner@acme.test", "user_sessions" }, { "admin", "ada@harbour.test", "user_sessions" }
    };

    private HttpClient Program(string face) => face == "admin" ? app.AdminApi(Who.Nobody) : app.Api("acme");

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task A_refresh_token_is_good_once_and_a_later_second_use_ends_the_session(string face, string email, string table)
    {
        using var program = Program(face);
        var first = await SignInAsync(program, face, email);
        var second = await RefreshAsync(program, face, Refresh(first));
        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.NotEqual(Refresh(first), Refresh(second.Body));

        await LaterAsync(table);
        var reused = await RefreshAsync(program, face, Refresh(first));
        Assert.Equal(HttpStatusCode.Unauthorized, reused.Status);
        Assert.Equal("invalid_token", reused.Body.GetProperty("code").GetString());
        var after = await RefreshAsync(program, face, Refresh(second.Body));
        Assert.Equal(HttpStatusCode.Unauthorized, after.Status);

        var revoked = await TestDatabase.AskAsync(
            app.Database.Platform, $"select count(*) from {table} where revoked_at is not null and length(refresh_hash) = 64");
        Assert.True(Convert.ToInt64(revoked, System.Globalization.CultureInfo.InvariantCulture) > 0);
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task Refreshes_at_once_and_retries_get_the_same_successor_and_the_session_goes_on(string face, string email, string table)
    {
        using var program = Program(face);
        var token = Refresh(await SignInAsync(program, face, email));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RefreshAsync(program, face, token)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        var successor = Assert.Single(answers.Select(a => Refresh(a.Body)).Distinct());
        Assert.Equal(successor, Refresh((await RefreshAsync(program, face, token)).Body));

        // A thief who was quick has the same successor as the owner: whoever of the two comes second, later, ends it for both.
        await LaterAsync(table);
        var owner = await RefreshAsync(program, face, successor);
        Assert.Equal(HttpStatusCode.OK, owner.Status);
        await LaterAsync(table);
        Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(program, face, successor)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(program, face, Refresh(owner.Body))).Status);
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task Once_the_successor_was_used_its_predecessor_ends_the_session_at_any_time(string face, string email, string table)
    {
        using var program = Program(face);
        var first = Refresh(await SignInAsync(program, face, email));
        var second = Refresh((await RefreshAsync(program, face, first)).Body);
        var third = Refresh((await RefreshAsync(program, face, second)).Body);
        Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(program, face, first)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(program, face, third)).Status);
        Assert.NotEqual("0", await TestDatabase.AskAsync(app.Database.Platform, $"select count(*) from {table} where revoked_at is not null"));
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task A_known_session_with_a_made_up_secret_is_refused_and_ends_nothing(string face, string email, string table)
    {
        using var program = Program(face);
        var first = Refresh(await SignInAsync(program, face, email));
        var good = Refresh((await RefreshAsync(program, face, first)).Body);
        await LaterAsync(table);
        var forged = Base64Url.DecodeFromChars(first);
        RandomNumberGenerator.Fill(forged.AsSpan(16));
        // A part of the genuine bits is as good as none.
        var halfForged = Base64Url.DecodeFromChars(good);
        halfForged[16] ^= 1;
        foreach (var made in (string[])[Base64Url.EncodeToString(forged), Base64Url.EncodeToString(halfForged)])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(program, face, made)).Status);
            using var left = await program.PostJsonAsync($"/api/v1/{face}/auth/logout", new { refreshToken = made });
            Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await RefreshAsync(program, face, good)).Status);
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task Every_spent_token_however_old_ends_its_session(string face, string email, string table)
    {
        for (var age = 1; age <= 6; age++)
        {
            using var program = Program(face);
            List<string> chain = [Refresh(await SignInAsync(program, face, email))];
            for (var i = 0; i < age; i++) chain.Add(Refresh((await RefreshAsync(program, face, chain[^1])).Body));
            await LaterAsync(table);
            Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(program, face, chain[0])).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(program, face, chain[^1])).Status);
        }
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task Signing_out_ends_the_session_and_can_be_repeated(string face, string email, string table)
    {
        using var program = Program(face);
        var tokens = await SignInAsync(program, face, email);
        for (var i = 0; i < 2; i++)
        {
            using var left = await program.PostJsonAsync($"/api/v1/{face}/auth/logout", new { refreshToken = Refresh(tokens) });
            Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(program, face, Refresh(tokens))).Status);
        Assert.NotEqual("0", await TestDatabase.AskAsync(app.Database.Platform, $"select count(*) from {table} where revoked_at is not null"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public async Task What_is_no_refresh_token_is_refused(string text)
    {
        using var program = app.Api("acme");
        var answer = await RefreshAsync(program, "store", text);
        Assert.Contains((int)answer.Status, new[] { 401, 422 });
    }

    [Fact]
    public async Task A_refresh_token_is_nothing_in_another_store_or_face()
    {
        using var acme = app.Api("acme");
        using var birch = app.Api("birch");
        using var console = app.AdminApi(Who.Nobody);
        var token = Refresh(await SignInAsync(acme, "store", "owner@acme.test"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(birch, "store", token)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(acme, "shop", token)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await RefreshAsync(console, "admin", token)).Status);
        Assert.Equal(HttpStatusCode.OK, (await RefreshAsync(acme, "store", token)).Status);
    }

    /// <summary>Puts the rotations longer back than the grace: the database remembers them by the application's clock.</summary>
    private Task<string> LaterAsync(string table) =>
        TestDatabase.AskAsync(app.Database.Platform, $"update {table} set rotated_at = rotated_at - interval '11 seconds'");

    private static string Refresh(JsonElement tokens) => tokens.GetProperty("refreshToken").GetString()!;

    private static async Task<JsonElement> SignInAsync(HttpClient program, string face, string email)
    {
        using var answer = await program.PostJsonAsync($"/api/v1/{face}/auth/login", new { email, password = World.Password });
        return await answer.JsonAsync();
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> RefreshAsync(HttpClient program, string face, string token)
    {
        using var answer = await program.PostJsonAsync($"/api/v1/{face}/auth/refresh", new { refreshToken = token });
        return (answer.StatusCode, await answer.JsonAsync());
    }
}

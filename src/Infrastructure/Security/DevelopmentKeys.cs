namespace CampusPhoto.Infrastructure.Security;

/// <summary>
/// Keys that everybody knows, for Development only: they stand in where no key is configured, and every other
/// environment refuses to start with them.
/// </summary>
internal static class DevelopmentKeys
{
    public const string PersonalDataKeyId = "dev";

    public const string PersonalDataKey = "Va+ZSLmPp7f2PAsFpHvJMA4KJ1bMv8gKqL2I06jHMCg=";

    public const string PersonalDataHashKey = "55ldpcm+8tdMru+ftDSEcit+z32g/myv88D8PqYGP3o=";

    public const string CollectionCodeKeyId = "dev";

    public const string CollectionCodePrivateKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgz+/LCcuRqlZkeqzq
        hCRim7DKdCaUw3stn4hP/ic/zLihRANCAARr+g+9OZ05U7RqUCwi1sJz4tIoXkR7
        stJpewWTuSg24u0CJ13KCUpuy1vQdZzArLLjyg//z3WTYr1zSZDKiqXu
        -----END PRIVATE KEY-----
        """;

    public const string CollectionCodePublicKey = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEa/oPvTmdOVO0alAsItbCc+LSKF5E
        e7LSaXsFk7koNuLtAiddyglKbstb0HWcwKyy48oP/891k2K9c0mQyoql7g==
        -----END PUBLIC KEY-----
        """;
}

namespace CampusPhoto.Infrastructure.Tests.WeChat;

/// <summary>
/// Messages made once by Node's crypto module, so that client and stand-in cannot share a mistake unseen. The keys
/// were made for this file and open nothing else.
/// </summary>
internal static class FixedVectors
{
    public const string AppId = "wx0123456789abcdef";
    public const string MerchantId = "1600000001";
    public const string ApiV3Key = "0123456789abcdefghijABCDEFGHIJ!?";
    public const string PlatformSerial = "PUB_KEY_ID_0116000000012026050100";
    public const string OutTradeNo = "000015-20260501080000123-01";
    public const string RequestTimestamp = "1777593600";
    public const string RequestNonce = "593BEC0C930BF1AFEB40B4A08C8FB242";
    public const string Package = "prepay_id=wx01080000123456789012345678901234";
    public const string NotificationTimestamp = "1777593606";
    public const string NotificationNonce = "EcBhSb3QEcQ3MBWg";

    public const string MerchantPrivateKey = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDMm0nGolfPlqkr
        gvVN1ZlOqtobX/dOkN31YyM1hKza6K1tT5oX4hy7pIIJO0l6e1Yj64JL/iimKzHi
        ZAycWXbFOsAc04ofEkkEBcBIOaqcXS103yNLYhwNtKvj8ws7al705LtQ891dHh49
        7AYOKULaiwY9O9RqiGaNklOXFmRjTQqdYtSkmSarOKtmke6PuOsh9r1hys0u3J/e
        dYXaimuRTabnbGxvyckzyAVUzx9zN+M4GDl2kgjXlo0la4efntS5S8udEurMERGb
        uk0CX5bPofFRPhKOPfX9qxb1wQICNVPgcoVk3it5s6iaFwTghYFLSHjfZeAco3js
        Zi06hxCvAgMBAAECggEAAlNtlkV4LBLxX15AvZ7E/GDy08bWf90juMtkthIJCQAG
        IKz7+nOGkhd/pu02m57VTtk5hPWhrqnlCkbK4egecoWFc45wDoRdsh8CnY+SQe7J
        On/i3dOCsCEypwe3Q/iklbIX8waiqJFUFK4fL4AGk4drDb0lYASm7csRCjGl+H79
        fw4BKw35Pr/2mWzeK8MIEbEpnXVAYa2i0JRQWFMK465eGNuBicQoZTdh4H1DP6qb
        /X+dDcX0J4afbdf1vrAY68WA3f9b81CxxQ+ngAttN53+aD+byuomIv/2hUEoHNqK
        z1s/ko8q69EY3xBa/TRFRXHLEUxUe92oWRXj8cZ2iQKBgQDxAH4pUw1KS/scGDdt
        CMFDSD3Mixv6rXLQd/Ih8Zkv0tZed4uxk/h40HzyJ0r05+My9Iqwrre4CtdyI/s5
        qSpTDChKliRSM4TnB5GTxi6Xp7GsXS8AxmhQTdIaAIgmkA65v4QOghnB5Ei5Cz9t
        SPrv4UO3m8IUX/M3bYUiO8UsJQKBgQDZVvcl+Ney43bTNcuycve2uKenbvRKHGG8
        xU8vdbHu3f23Wa2806zVleHk1SgqOZjYFlSlgyAYn87tfKqEuFA3f6Js7L0h0FYw
        KSVwJYmPzoYUw0JBXVTFP8q4gIA0cOUV3j+ViNO136JdzlWvHBdKYb/aqTdJF7NG
        ZQZ82YGHQwKBgQCqXSbSH5utgbipS5UixqWX4mGNTmkg86vOInxP8nHPlMNlVCy0
        A14KSZeJtq0OIz5Arw27iEbnGwLh9P2K7UK2Ikn5L9nNIg45IuiOBfK50hmPNvAb
        JCZpXhm/t9CHMh62v+OiPeXnYnDmHkVgA88f86XjDYBM1ucfr5QFdysS4QKBgCmg
        RmW3a1iPyEpbm0/qRRdx9mpTDebD2NRW1fu5BwNA8T8UpfnscMXXlxRE3xR3Q5bf
        cAbjPlp5ASDrJ52Tz4lRoMJL9U1soZVHzCvWhKpOW8/ONfpe7cV5mlIMCoIAvV+a
        2YLCWgoTcv2Ub0TClJNidWRj1HrjVyq8Xqm63twRAoGAU7qZs5+K7f5IR5u8+4TX
        f66FezoLSp9rgNln3EisqZqvrt7rIKxdILlgtbItjiTyOzhdrgKjrDEqcezHBXC8
        FYx78Yf0W6b5VabAJTjiSuYkeVwa7AIRMFSgdfhUYvLQgyAfByqi1Up70eVu58od
        Qs7maMwOMjr2DToUmrr8hUk=
        -----END PRIVATE KEY-----
        """;

    public const string MerchantPublicKey = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzJtJxqJXz5apK4L1TdWZ
        TqraG1/3TpDd9WMjNYSs2uitbU+aF+Icu6SCCTtJentWI+uCS/4opisx4mQMnFl2
        xTrAHNOKHxJJBAXASDmqnF0tdN8jS2IcDbSr4/MLO2pe9OS7UPPdXR4ePewGDilC
        2osGPTvUaohmjZJTlxZkY00KnWLUpJkmqzirZpHuj7jrIfa9YcrNLtyf3nWF2opr
        kU2m52xsb8nJM8gFVM8fczfjOBg5dpII15aNJWuHn57UuUvLnRLqzBERm7pNAl+W
        z6HxUT4Sjj31/asW9cECAjVT4HKFZN4rebOomhcE4IWBS0h432XgHKN47GYtOocQ
        rwIDAQAB
        -----END PUBLIC KEY-----
        """;

    public const string PlatformPublicKey = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAlpkycoIIQ6ZW291EcgP+
        ukxMujoNJCoOKpk9PFsKDenZrCD+4sAGaxOWefASsZou85znq6ovvgWLk0hDFztH
        Zq9lY7OqwUKpYownfsEYEPFDksX2EHwD3IUDZ5CED6Pqk3h/kjZG13IGfrJUplvc
        ayxGRuhiI2dlxSMMRwMJiWqgTqJeRp/Wa6peQeKiRoAsEyuF4yqsFSSEJMeB9vtu
        nQmCs9sZwus2HtrxTKfyZ5aTICKAM86/aWVVZuaGmkX012oYp4xB6UaRYO9/Q7lS
        mChnX5K/YtOCrKdMFQRLi1Ny9fWuSX9YbWMh/soCy0+mwSXHVsJIDliQT/b/l16L
        awIDAQAB
        -----END PUBLIC KEY-----
        """;

    /// <summary>Over closing the charge with the body <c>{"mchid":"1600000001"}</c>.</summary>
    public const string CloseSignature =
        "Hg3SIG+iUqEo8yF4bNsCLOTaPwbrOuhbRVoliSyF77FeZ7TpklHOKfZjEJBf9O6in+R0jk7M7XV9NZrljNHm7XvLyW7LX9bniE0Me+7YxSO/voDOpHDKAOUHA3b+Od9Th+EKQahJMR4FLuuFZZI8lB40HxuG3/qGvGc10poeyHI7rzIGE62Jq/TEZqSUscyu098YGh557I8p5FwkMyKGbMJSvWxvXAWryqf5h5pYB3L4rRj96EllQPOqi7luP3g8aSfnVQ+/WjLXGNuQByrf0wvLFck2GT/4i9eLaIlSolEnBfEQdLmXoAr8LTvY8FHKgIi9owv+QjD9WLmg5scCog==";

    /// <summary>Over the client's payment parameters.</summary>
    public const string PaySign =
        "TE8wmCrs3b4O3EfWXxRpgcOG0HFgaCAgNdqPS9tMeQK2Z0mVIRZz0MPsamc28v73O/L7To00gEZv7hbRzHQCqrMJmWYOde+wlgdaPPnfWq9AtzlZRM5MFXCpXnNmyM4Fclc6w3mWRsT/YU3oe4IYVg++QJjxDFNI20P8RMXqBVeyeyctEEfoWLAimwDqIh31MDZVtg3I8ogMBvDbug/UmEUogu7mIKBiwz8HAdMrNxqMlYJikl9qsmguPI27dRMtsozLvzrxP7PJaAeBxlAxfx0IxCMq0IkpRdq28r5TKsi33GeiXW0IvotfhxURtSWJYUtyClWiSf6rMoNI1qxGJw==";

    /// <summary>Over an empty body, as WeChat answers a close.</summary>
    public const string EmptyAnswerSignature =
        "Y21NS7B6xau9HrSBDemcmxo4UYcNE9LSWmRXRXM4CR0kiqPjf+I53bDX7IiFPhFer5V7897JFRN1ZHgEjBNzvO8tW4NBtdAYUmWFBx8oZHi4K1iJiDbdYWYBABnd1bKmmYoHx+XW7djsVAwNS0yjHQDCxC3MKxzh60rafY92taAi3UjxWM57hf3jw//QUQseJdpJ1/Ki36P6KYe851nSK2olvtClFGQHvy4nT95AF9mI9EkUS+I35iLe5sM1EI1r/SjExQOcFJ0njobJ5b4FWp5cei5RAhXuAe1vAqOL/LdCKWeHuZdJC7kMR5l1X2iHtpJq6Ard7tAJNqJUeJxUtw==";

    public const string NotificationBody = """
        {"id":"EV-2026050100000000001","create_time":"2026-05-01T08:00:06+08:00","resource_type":"encrypt-resource","event_type":"TRANSACTION.SUCCESS","summary":"支付成功","resource":{"original_type":"transaction","algorithm":"AEAD_AES_256_GCM","ciphertext":"qh0MlyaBvTk9PQll3kGA4qtlVPqdazkBBC1I4KOlqsQ8Eq5uA1Fj4zTv88LCLgVZyV256LFgXW6PDG3ja7KQGqaZsSbWZ1pWtpK/XMkUAnLb1JsQfmY/mlN9NhhWu0+b/4D3iPzjgAaaGiWP1Imr44MGunxufdhqjYxO8marivALlzl/21sigdg924GQMedbupeTfsLrtya0oTl0vVoj3yNR8TqO65fKnDlBOYhsEXgD7mn62dUV/zXcPTdh5pIzS4T1n73hl48HoLpKm0MgyUDt9IZpNdZnMU7vqS0RgHOl94TwTOAqutTNjJEym1n2oiS9P7DiThomO6kUanvIYrVLzG6Yo+rC7CbHjuSejFSaRTm1gd6YXqv2DUwTlxC6tAHRZmZSq4wC3iAv9do6d/v/NliJvkQBGtLbTVZKzpb81Cfy+7Skg3KUNddpChyQd3Kf1X8UOicVZWUW+bh7zpVk9vhb3Vak0opNcl52sc7cjbkl1kHXvi22A+ON3CfbaENQ2y0a9lysktovwIViQz5TbwwlrPNzSkiUWcRjOIHuLqAlbKZ2/qLiAA9rycj5J13m9LyL4u09hMHRA8C6KFs=","associated_data":"transaction","nonce":"a1b2c3d4e5f6"}}
        """;

    public const string NotificationSignature =
        "EG0ZVnOeD4fSoCad6fsgQOvV+jeQpL5Ybin1pkGZgXPSOM1QGkiwtdO/0ktnNwRzoSwjGNsUds7sBhDYWVLrRcTYVl6tRrgHpsFeHCu58GIXfMN3wu2wa3RZJsBOOo8FzfPB1jDUx9aWvmGi3YRjTGVhqv/FXWCLSFS6Y5rXn+NN5k99MwYLzU5Xng7YjfJ1XvIjxQOUxWu0M0ifyWrRaUJvP6/CdTA6FNFVY1WXjfViNFte4bIsuL+KPC2p3NzWcj99b6DRCs1z66cR6yf1lkIxdcCaOSUWgDOAF1HVtwbMB+BDTxICHG3T2Cszep3MR+XtEJvlPBar69Ih3N4uyQ==";
}

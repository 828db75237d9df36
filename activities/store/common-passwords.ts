/** Passwords of eight characters and more that are guessed first; shorter ones are refused anyway. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set([
  '12345678', '123456789', '1234567890', '0123456789', '87654321', '987654321', '9876543210', '11223344', '12341234', '12121212', '123123123',
  '123456789a', 'a123456789', 'a1234567', 'a12345678', '1234567a', '12345678a', 'abc12345', 'abc123456', 'abcd1234', 'abcd12345', 'abcdefgh', 'abcdefg1',
  '123456abc', '12345678abc', '1q2w3e4r', '1q2w3e4r5t', '1qaz2wsx', '1qaz2wsx3edc', 'qwer1234', 'qwertyui', 'qwertyuiop', 'qwerty123', 'qwerty12', 'asdfghjk',
  'asdfghjkl', 'zxcvbnm1', 'zxcvbnm123', 'q1w2e3r4', 'q1w2e3r4t5', 'qazwsxedc', 'qweasdzxc', 'asdf1234', 'zaq12wsx', 'aa123456', 'aaa123456', 'aa12345678',
  'qq123456', 'qq123456789', 'woaini1314', 'woaini520', 'woaini123', 'woaini521', '5201314520', '52013145', '1314520520', '13145200', '01234567', '88888888',
  'password', 'password1', 'password12', 'password123', 'passw0rd', 'p@ssw0rd', 'p@ssword', 'pass1234', 'iloveyou', 'iloveyou1', 'sunshine', 'princess', 'football',
  'baseball', 'superman', 'michael1', 'welcome1', 'welcome123', 'admin123', 'admin1234', 'admin888', 'admin12345', 'adminadmin', 'administrator', 'root1234', 'rootroot',
  'test1234', 'testtest', 'guest1234', 'changeme', 'changeme1', 'letmein1', 'letmein123', 'trustno1', 'dragon123', 'monkey123', 'master123', 'shadow123', 'jordan23',
  'starwars', 'computer', 'internet', 'whatever', 'samsung1', 'hongshizi', 'hongshizihui', 'redcross', 'redcross1', 'redcross123', 'xiuzhou123', 'jiaxing123', 'zhejiang',
  'boaiflow', 'boaiflow1', 'boai1234', 'boai12345', 'bo ai flow', 'wangyang', 'zhangwei', 'zhongguo', 'beijing2008', 'shanghai', 'caonima123', 'nihao123', 'nihao123456', 'li123456', 'wang1234',
]);

module byte_enable_write_first (
  input  wire        clk,
  input  wire        rst,
  input  wire        we,
  input  wire        re,
  input  wire  [9:0] waddr,
  input  wire  [9:0] raddr,
  input  wire  [3:0] mask,
  input  wire [31:0] wdata,
  output wire [31:0] rdata
);
  (* ram_style = "block" *)
  reg [31:0] ram [0:1023];
  reg [31:0] ram_data_word = 32'd0;
  reg [31:0] ram_data_new = 32'd0;
  reg [3:0] ram_data_taken = 4'd0;
  wire [31:0] ram_data = {
      ram_data_taken[3] ? ram_data_new[31:24] : ram_data_word[31:24],
      ram_data_taken[2] ? ram_data_new[23:16] : ram_data_word[23:16],
      ram_data_taken[1] ? ram_data_new[15:8] : ram_data_word[15:8],
      ram_data_taken[0] ? ram_data_new[7:0] : ram_data_word[7:0]
    };

  // ram: simple dual port, read first with forwarding, 4 byte enables
  always @(posedge clk) begin
    if (we) begin
      if (mask[0]) begin
        ram[waddr][7:0] <= wdata[7:0];
      end
      if (mask[1]) begin
        ram[waddr][15:8] <= wdata[15:8];
      end
      if (mask[2]) begin
        ram[waddr][23:16] <= wdata[23:16];
      end
      if (mask[3]) begin
        ram[waddr][31:24] <= wdata[31:24];
      end
    end
  end
  always @(posedge clk) begin
    if (re) begin
      ram_data_word <= ram[raddr];
      ram_data_taken[0] <= we && waddr == raddr && mask[0];
      ram_data_taken[1] <= we && waddr == raddr && mask[1];
      ram_data_taken[2] <= we && waddr == raddr && mask[2];
      ram_data_taken[3] <= we && waddr == raddr && mask[3];
      ram_data_new <= wdata;
    end
  end

  assign rdata = ram_data;

  `ifndef SYNTHESIS
  integer k;
  initial begin
    for (k = 0; k < 1024; k = k + 1) begin
      ram[k] = 32'd0;
    end
  end
  `endif

  wire _unused_ok = &{1'b0, rst};
endmodule
